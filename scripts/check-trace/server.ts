// A server for the check of traces, run in the network of a pod: `node server.ts NAME
// PORT...`. Ports that end in 443 speak HTTP over TLS; at the others the first bytes
// tell whether it is HTTP or anything else. It answers who it is and what it got.
import http from 'node:http'
import https from 'node:https'
import net from 'node:net'
import process from 'node:process'
import { generate } from 'selfsigned'

const [name = '', ...ports] = process.argv.slice(2)
const { private: key, cert } = await generate([{ name: 'commonName', value: name }])

function answer({ method, url, headers }: http.IncomingMessage, response: http.ServerResponse): void {
  const { host, 'x-set': set, 'x-gone': gone } = headers
  response.setHeader('content-type', 'application/json')
  response.end(JSON.stringify({ served: name, method, path: url, host, set, gone }))
}
const web = http.createServer(answer)
const secure = https.createServer({ key, cert }, answer)

function sniff(socket: net.Socket): void {
  // Somebody who hangs up is no failure of the server.
  socket.on('error', () => undefined)
  socket.once('data', (first) => {
    if (!/^[A-Z]+ \S+ HTTP\//.test(first.toString('latin1'))) {
      socket.end(`${JSON.stringify({ served: name })}\n`)
      return
    }
    socket.pause()
    socket.unshift(first)
    web.emit('connection', socket)
    socket.resume()
  })
}

for (const port of ports) {
  const server = port.endsWith('443')
    ? net.createServer((socket) => secure.emit('connection', socket))
    : net.createServer(sniff)
  server.listen(Number(port), '0.0.0.0')
}
console.log('listening')
