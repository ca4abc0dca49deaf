import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream'
import { demoMesh } from '@portolan/sandbox/demo-mesh'
import type { SandboxMesh } from '@portolan/sandbox/mesh'

const adminPort = 15_000

/**
 * The demo, in which the Envoy of one workload's pods holds the dump of a file:
 * all of it is what it answers when it is asked for its active clusters.
 */
export async function meshWithDump(workload: string, file: string): Promise<SandboxMesh> {
  const mesh = await demoMesh()
  return {
    ...mesh,
    portsOf: async (pod) => {
      const ports = await mesh.portsOf(pod)
      const admin = ports.get(adminPort)
      if (!pod.metadata.name.startsWith(workload) || admin?.kind !== 'http') return ports
      const { handler } = admin
      return new Map(ports).set(adminPort, {
        ...admin,
        handler: (request, response) => {
          if (request.url?.startsWith('/config_dump?resource=dynamic_active_clusters') !== true) {
            handler(request, response)
            return
          }
          response.writeHead(200, { 'content-type': 'application/json' })
          pipeline(createReadStream(file, { highWaterMark: 1024 * 1024 }), response, () => undefined)
        },
      })
    },
  }
}
