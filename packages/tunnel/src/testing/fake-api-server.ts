import { createServer as createHttpServer, type IncomingMessage, type Server as HttpServer } from 'node:http'
import { createServer } from 'node:https'
import { connect, type Socket } from 'node:net'
import { TLSSocket } from 'node:tls'
import { makeCertificate, type Certificate } from '@portolan/sandbox/certificates'

export type SeenByServer = {
  readonly method: string
  readonly url: string
  readonly rawHeaders: readonly string[]
  readonly authorization: string | undefined
  /** Common name of the client's certificate. */
  readonly client: string | undefined
}

export type FakeApiServer = AsyncDisposable & {
  readonly port: number
  readonly certificate: Certificate
  readonly seen: SeenByServer[]
  readonly connections: number
  /** Status for a request; 200 when nobody says otherwise. */
  answer: (request: SeenByServer) => number | 'never'
  body: string
}

/** An HTTPS server that remembers who asked what, for what the sandbox does not show. */
export async function fakeApiServer(
  names: readonly string[] = ['localhost', '127.0.0.1'],
): Promise<FakeApiServer> {
  const certificate = await makeCertificate('fake-api-server', names)
  const seen: SeenByServer[] = []
  let connections = 0
  const server = createServer({ ...certificate, requestCert: true, rejectUnauthorized: false })
  const fake: FakeApiServer = {
    port: await listening(server),
    certificate,
    seen,
    get connections() {
      return connections
    },
    answer: () => 200,
    body: '{"kind":"Answer"}',
    [Symbol.asyncDispose]: () => closed(server),
  }
  server.on('secureConnection', () => {
    connections += 1
  })
  server.on('request', (request, response) => {
    const one = describe(request)
    seen.push(one)
    request.resume()
    const status = fake.answer(one)
    if (status === 'never') return
    response.writeHead(status, { 'content-type': 'application/json' }).end(fake.body)
  })
  return fake
}

function describe(request: IncomingMessage): SeenByServer {
  const peer = request.socket instanceof TLSSocket ? request.socket.getPeerCertificate() : undefined
  const name = peer?.subject?.CN
  return {
    method: request.method ?? '',
    url: request.url ?? '',
    rawHeaders: request.rawHeaders,
    authorization: request.headers.authorization,
    client: Array.isArray(name) ? name.join() : name,
  }
}

export type FakeProxy = AsyncDisposable & { readonly url: string; readonly asked: string[] }

/** An HTTP proxy that takes every CONNECT to the same port of this machine, whatever host was asked for. */
export async function fakeProxy(targetPort: number): Promise<FakeProxy> {
  const asked: string[] = []
  const open = new Set<Socket>()
  const server = createHttpServer()
  server.on('connect', (request, client: Socket) => {
    asked.push(request.url ?? '')
    const onward = connect(targetPort, '127.0.0.1', () => {
      client.write('HTTP/1.1 200 Connection established\r\n\r\n')
      client.pipe(onward).pipe(client)
    })
    for (const [one, other] of [
      [client, onward],
      [onward, client],
    ] as const) {
      open.add(one)
      one.on('error', () => {}).on('close', () => other.destroy())
    }
  })
  const port = await listening(server)
  return {
    url: `http://127.0.0.1:${port}`,
    asked,
    [Symbol.asyncDispose]: () => {
      for (const socket of open) socket.destroy()
      return closed(server)
    },
  }
}

type Listening = Pick<HttpServer, 'address' | 'closeAllConnections'> & {
  listen(port: number, host: string, listening: () => void): unknown
  close(closed: () => void): unknown
}

function listening(server: Listening): Promise<number> {
  return new Promise((resolve, reject) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      if (typeof address === 'object' && address) resolve(address.port)
      else reject(new Error('the server has no port'))
    })
  })
}

function closed(server: Listening): Promise<void> {
  server.closeAllConnections()
  return new Promise((resolve) => {
    server.close(() => resolve())
  })
}
