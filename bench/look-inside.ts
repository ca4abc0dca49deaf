import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { connect, createServer } from 'node:net'
import type { Server, Socket } from 'node:net'
import { text } from 'node:stream/consumers'
import { promisify } from 'node:util'
import { joinLook } from '@portolan/inside/proc/join-look'
import { parseReadOutput } from '@portolan/inside/proc/read-output'
import { readScript } from '@portolan/inside/proc/read-script'
import type { Benchmark } from './benchmark.ts'
import { median, mebibytes, milliseconds, ratio } from './figures.ts'

/** Connections on loopback; each has a socket at either end. */
const connections = 2_500
/** The kernel counts the time of processes in hundredths of a second: hence so many runs in a row. */
const runs = 20
const rounds = 5

/** A shell that sees its own processes only, as in a pod, and the sockets of this network namespace. */
const asInPod = ['--user', '--map-root-user', '--pid', '--fork', '--mount-proc', 'sh', '-c'] as const

/** CPU of one run of a command, its children's included, in milliseconds. */
async function cpuOf(command: readonly string[]): Promise<number> {
  const loop = `i=0; while [ $i -lt ${runs} ]; do "$@" >/dev/null; i=$((i+1)); done; times`
  const child = spawn('unshare', [...asInPod, loop, 'sh', ...command], { stdio: ['pipe', 'pipe', 'inherit'] })
  const said = await text(child.stdout)
  child.stdin.end()
  const [user = Number.NaN, system = Number.NaN] = (said.trim().split('\n').at(-1) ?? '')
    .split(' ')
    .map((one) => Number(one.split('m')[0]) * 60_000 + Number.parseFloat(one.split('m')[1] ?? '') * 1_000)
  return (user + system) / runs
}

async function open(server: Server): Promise<readonly Socket[]> {
  const accepted: Socket[] = []
  server.on('connection', (socket) => accepted.push(socket))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const dialled: Socket[] = []
  while (dialled.length < connections) {
    const some = Array.from({ length: 250 }, () => connect(port, '127.0.0.1'))
    await Promise.all(some.map((socket) => once(socket, 'connect')))
    dialled.push(...some)
  }
  while (accepted.length < connections) await once(server, 'connection')
  return [...accepted, ...dialled]
}

/** What a look inside costs the pod, and what it costs us to read it, with 5,000 sockets. Linux only. */
export const lookInside: Benchmark = {
  name: 'look-inside',
  on: 'sandbox',
  async run() {
    const server = createServer()
    const sockets = await open(server)
    try {
      const script = ['sh', '-c', readScript()]
      const bare = ['cat', '/proc/net/tcp', '/proc/net/tcp6']
      const [look, tables, reading]: [number[], number[], number[]] = [[], [], []]
      const { stdout } = await promisify(execFile)('unshare', [...asInPod, readScript()], {
        encoding: 'buffer',
        maxBuffer: 2 ** 28,
      })
      let seen = 0
      for (let round = 0; round < rounds; round += 1) {
        look.push(await cpuOf(script))
        tables.push(await cpuOf(bare))
        const began = performance.now()
        const texts = parseReadOutput(stdout)
        const joined = joinLook([
          { name: 'app', role: 'container', image: '', reading: { kind: 'texts', by: 'shell', texts } },
        ])
        reading.push(performance.now() - began)
        seen = joined.sockets.length
      }
      return {
        title: `A look inside with ${sockets.length} sockets (${rounds} rounds of ${runs})`,
        columns: ['', 'median', 'against the bare cat'],
        rows: [
          ['the command’s CPU', milliseconds(median(look)), ratio(median(look), median(tables))],
          ['CPU of cat /proc/net/tcp /proc/net/tcp6', milliseconds(median(tables)), '1.00'],
          ['read and joined here', milliseconds(median(reading)), ratio(median(reading), median(tables))],
        ],
        notes: [`${seen} sockets were read from ${mebibytes(stdout.length)}.`],
      }
    } finally {
      for (const socket of sockets) socket.destroy()
      server.close()
    }
  },
}
