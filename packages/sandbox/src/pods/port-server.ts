import { createServer, type RequestListener, type Server } from 'node:http'
import { createServer as createHttp2Server } from 'node:http2'
import { createServer as createHttpsServer } from 'node:https'
import type { Duplex } from 'node:stream'
import { createServer as createTlsServer } from 'node:tls'
import { makeCertificate, type Certificate } from '../certificates.ts'
import { serveDns } from './dns-answer.ts'
import type { CertificateText, PodPort } from './pod-port.ts'

/** Something of Node that takes connections by its `connection` event and never listens. */
type Acceptor = Pick<Server, 'emit'>

const acceptors = new WeakMap<PodPort, Promise<Acceptor>>()
const certificates = new Map<string, Promise<Certificate>>()

/**
 * Lets what stands behind a pod's port talk to a connection. HTTP and TLS are
 * served by Node's own servers, which never listen: they are handed the stream.
 * One server serves every pod that shares the port's description.
 */
export async function servePort(port: PodPort, socket: Duplex): Promise<void> {
  socket.on('error', () => socket.destroy())
  switch (port.kind) {
    case 'hold':
      socket.resume().on('end', () => socket.end())
      return
    case 'black-hole':
      socket.resume().end()
      return
    case 'dns':
      serveDns(socket, port.hosts)
      return
    case 'raw':
      port.connect(socket)
      return
    case 'refused':
      socket.destroy()
      return
    case 'http':
    case 'https':
    case 'tls':
    case 'h2c': {
      const acceptor = acceptors.get(port) ?? makeAcceptor(port)
      acceptors.set(port, acceptor)
      ;(await acceptor).emit('connection', socket)
    }
  }
}

type ServedPort = Extract<PodPort, { kind: 'http' | 'https' | 'tls' | 'h2c' }>

async function makeAcceptor(port: ServedPort): Promise<Acceptor> {
  switch (port.kind) {
    case 'http':
      // Without an idle limit no `Keep-Alive` header is sent; neither Envoy nor Go sends one.
      return quiet(createServer({ keepAliveTimeout: 0 }, port.handler))
    case 'h2c': {
      const server = createHttp2Server()
      server.on('stream', (stream) => {
        stream.respond({ ':status': 404 }, { endStream: true })
      })
      return quiet(server)
    }
    case 'https':
      return quiet(createHttpsServer(await certificateFor(port), port.handler))
    case 'tls': {
      const server = createTlsServer(
        { ...(await certificateFor(port)), requestCert: port.mutual, rejectUnauthorized: port.mutual },
        (connection) => connection.resume().on('error', () => connection.destroy()),
      )
      return quiet(server)
    }
    default:
      return port satisfies never
  }
}

/** A client that breaks off in the middle of a handshake is nobody's concern here. */
function quiet<S extends Acceptor & { on(event: string, listener: () => void): unknown }>(server: S): S {
  for (const event of ['tlsClientError', 'sessionError', 'error']) server.on(event, () => {})
  return server
}

function certificateFor({ names, notAfter }: CertificateText): Promise<Certificate> {
  const key = [notAfter, ...names].join(' ')
  const until = notAfter === undefined ? undefined : new Date(notAfter)
  const made = certificates.get(key) ?? makeCertificate(names[0] ?? 'sandbox', names, until)
  certificates.set(key, made)
  return made
}

/** Answers every request with one text; for applications of which nothing more is known. */
export function answering(text: string, headers: Readonly<Record<string, string>> = {}): RequestListener {
  return (_request, response) => {
    response.writeHead(200, { 'content-type': 'text/plain; charset=utf-8', ...headers })
    response.end(text)
  }
}
