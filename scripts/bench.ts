import path from 'node:path'
import { parseArgs } from 'node:util'
import { KubeConfig } from '@kubernetes/client-node'
import { ApiServerAccess } from '@portolan/tunnel/api-server-access'
import type { Benchmark, ClusterUnderTest, Section } from '../bench/benchmark.ts'
import { chartOpening } from '../bench/chart-opening.ts'
import { coldFirstByte } from '../bench/cold-first-byte.ts'
import { envoyDump } from '../bench/envoy-dump.ts'
import { envoyScroll } from '../bench/envoy-scroll.ts'
import { explorerSearch } from '../bench/explorer-search.ts'
import { lookInside } from '../bench/look-inside.ts'
import { portMatrix } from '../bench/port-matrix.ts'
import { firstScreenBench } from '../bench/first-screen.ts'
import { idleCost } from '../bench/idle-cost.ts'
import { largeBody } from '../bench/large-body.ts'
import { paletteSearch } from '../bench/palette-search.ts'
import { parallelGets } from '../bench/parallel-gets.ts'
import { probingCost } from '../bench/probing-cost.ts'
import { slowReader } from '../bench/slow-reader.ts'
import { tunnelLeaks } from '../bench/tunnel-leaks.ts'
import { warmGet } from '../bench/warm-get.ts'

/** In the order of the report. A new benchmark is a file in bench/ and a line here. */
const benchmarks: readonly Benchmark[] = [
  warmGet,
  coldFirstByte,
  parallelGets,
  largeBody,
  slowReader,
  tunnelLeaks,
  chartOpening,
  probingCost,
  firstScreenBench,
  explorerSearch,
  portMatrix,
  lookInside,
  paletteSearch,
  idleCost,
  envoyDump,
  envoyScroll,
]

const usage = `npm run bench -- [--kubeconfig FILE --pod NAMESPACE/NAME [--port N] [--path /bytes/N]] [--only NAME[,NAME]]

  --kubeconfig  a cluster with kubectl on PATH; without it only what runs on the sandbox is measured
  --pod         a running pod, or the beginning of its name
  --port        its port that answers --path (8080)
  --path        a path that answers with N bytes, N being a placeholder (/bytes/N)
  --only        ${benchmarks.map(({ name }) => name).join(', ')}`

const { values } = parseArgs({
  options: {
    kubeconfig: { type: 'string' },
    pod: { type: 'string' },
    port: { type: 'string', default: '8080' },
    path: { type: 'string', default: '/bytes/N' },
    only: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
})

/** How long the cluster may take to list its pods, in milliseconds. */
const patience = 10_000

async function clusterUnderTest(): Promise<ClusterUnderTest | undefined> {
  if (values.kubeconfig === undefined) return undefined
  const file = path.resolve(values.kubeconfig)
  const [namespace, prefix] = values.pod?.split('/') ?? []
  if (namespace === undefined || prefix === undefined)
    throw new Error(`--kubeconfig needs --pod NAMESPACE/NAME\n\n${usage}`)
  const kubeConfig = new KubeConfig()
  kubeConfig.loadFromFile(file)
  const { name, uid } = await findPod(kubeConfig, namespace, prefix)
  return {
    kubeConfig,
    file,
    target: { namespace, pod: name, uid, port: Number(values.port) },
    bytesPath: (bytes) => values.path.replace('N', String(bytes)),
  }
}

async function findPod(
  kubeConfig: KubeConfig,
  namespace: string,
  prefix: string,
): Promise<{ name: string; uid: string }> {
  using access = new ApiServerAccess(kubeConfig)
  const { signal } = new AbortController()
  const answer = await access.restRequest({
    path: `/api/v1/namespaces/${encodeURIComponent(namespace)}/pods`,
    signal,
    deadlineMs: patience,
  })
  const list: unknown = JSON.parse(answer.text)
  const items: unknown[] =
    typeof list === 'object' && list && 'items' in list && Array.isArray(list.items) ? list.items : []
  for (const item of items) {
    if (typeof item !== 'object' || item === null || !('metadata' in item)) continue
    const { metadata } = item
    if (typeof metadata !== 'object' || metadata === null || !('name' in metadata) || !('uid' in metadata))
      continue
    const { name, uid } = metadata
    if (typeof name === 'string' && typeof uid === 'string' && name.startsWith(prefix)) return { name, uid }
  }
  throw new Error(
    `namespace ${namespace} has no pod whose name begins with ${prefix} (the API server answered ${answer.status})`,
  )
}

const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`

function asMarkdown({ title, columns, rows, notes = [] }: Section): string {
  const table = [
    line(columns),
    line(columns.map((_, index) => (index === 0 ? '---' : '---:'))),
    ...rows.map(line),
  ]
  return [`### ${title}`, '', ...table, '', ...notes.flatMap((note) => [note, ''])].join('\n')
}

async function main(): Promise<void> {
  if (values.help) {
    console.log(usage)
    return
  }
  const cluster = await clusterUnderTest()
  const wanted = values.only?.split(',')
  for (const benchmark of benchmarks) {
    if (wanted && !wanted.includes(benchmark.name)) continue
    if (benchmark.on === 'sandbox') console.log(asMarkdown(await benchmark.run()))
    else if (cluster) console.log(asMarkdown(await benchmark.run(cluster)))
    else console.log(`### ${benchmark.name}\n\nNot measured: it needs --kubeconfig and --pod.\n`)
  }
}

try {
  await main()
} catch (error) {
  console.error(`bench: ${error instanceof Error ? error.message : String(error)}`)
  process.exitCode = 1
}
