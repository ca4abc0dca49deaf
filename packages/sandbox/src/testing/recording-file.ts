import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createWriteStream } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { RecordingSpool } from '@portolan/recording/archive-writer'
import { entryPaths, recordedResources } from '@portolan/recording/entries'
import type { RecordedPod } from '@portolan/recording/entries'
import { generateMesh } from '../generate-mesh.ts'

/**
 * A small recording, as bytes of its file: the objects of a generated mesh, and
 * the ports of the pods of `shop/frontend`, whose Envoy is healthy and has a closed port.
 * @param name of the recorded cluster
 */
export async function recordingFile(name = 'lab'): Promise<Buffer> {
  const folder = await mkdtemp(join(tmpdir(), 'portolan-test-'))
  try {
    const spool = await RecordingSpool.open(join(folder, 'spool'))
    const { objects, kubernetesVersion } = generateMesh({ name, pods: 4, services: 2, namespaces: 1 })
    for (const resource of recordedResources) {
      await spool.put(entryPaths.objects(0, resource), json({ items: objects[resource] }))
    }
    await spool.put(entryPaths.identity, json({ user: 'recorder', groups: [] }))
    for (const { metadata } of objects.pods) {
      const { namespace = '', name: pod, uid } = metadata
      if (pod.startsWith('frontend-'))
        await spool.put(entryPaths.pod(0, namespace, pod), json(await portsOf(spool, uid)))
    }
    const file = join(folder, 'file.tar.gz')
    const at = '2026-11-23T04:10:00.000Z'
    await spool.pack(
      () => ({
        portolan: '0.1.0',
        cluster: { name, kubernetesVersion, istioVersion: '1.30.3' },
        source: 'recorded',
        moments: [{ startedAt: at, endedAt: at }],
        scope: { costly: false },
        gaps: [],
        redactions: [],
      }),
      createWriteStream(file),
      { signal: AbortSignal.timeout(30_000) },
    )
    return await readFile(file)
  } finally {
    await rm(folder, { recursive: true })
  }
}

async function portsOf(spool: RecordingSpool, uid: string): Promise<RecordedPod> {
  const body = await spool.putBody(Buffer.from('LIVE\n'))
  const answer = { method: 'GET', status: 200, headers: { 'content-type': 'text/plain' } } as const
  return {
    uid,
    ports: {
      '15000': {
        container: 'istio-proxy',
        behaviour: { kind: 'http', dialect: 'envoy-admin', answers: [{ ...answer, target: '/ready', body }] },
      },
      '15021': {
        container: 'istio-proxy',
        behaviour: {
          kind: 'http',
          dialect: 'envoy-listener',
          answers: [{ ...answer, target: '/healthz/ready' }],
        },
      },
      '15090': {
        container: 'istio-proxy',
        behaviour: { kind: 'refused', text: refused(15_090) },
      },
    },
  }
}

/** containerd's words. */
function refused(port: number): string {
  return (
    `error forwarding port ${port} to pod 3f5e, uid : failed to execute portforward in network namespace ` +
    `"/var/run/netns/cni-1": failed to connect to localhost:${port} inside namespace "3f5e", ` +
    `IPv4: dial tcp4 127.0.0.1:${port}: connect: connection refused `
  )
}

function json(value: unknown): Buffer {
  return Buffer.from(JSON.stringify(value))
}
