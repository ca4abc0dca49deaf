import type { RequestListener } from 'node:http'
import { expect, test } from 'vitest'
import { systemClock } from '../clock.ts'
import { PodOnSandbox } from '../testing/pod-on-sandbox.ts'
import { readEnvoyStats } from './envoy-stats.ts'
import { readRejectedConfig } from './rejected-config.ts'
import { VitalSigns } from './vital-signs.ts'

/** An Envoy of which only the few statistics matter, and what it rejected. Counts the dumps that it is asked for. */
class SmallEnvoy {
  streams = 1
  /** Streams that were opened, and those of them that were answered. */
  opened = 4
  answered = 4
  rejected = 0
  reason: string | undefined
  dumps = 0

  readonly handler: RequestListener = (request, response) => {
    if (request.url?.startsWith('/config_dump') === true) {
      this.dumps += 1
      const listener = { name: 'virtualOutbound', error_state: { details: this.reason } }
      const configs = request.url.includes('listeners') && this.reason !== undefined ? [listener] : []
      response.end(JSON.stringify({ configs }))
    } else {
      response.setHeader('content-type', 'text/plain; charset=UTF-8')
      response.end(
        `cluster.xds-grpc;.upstream_rq_active: ${this.streams}\ncluster.xds-grpc;.upstream_rq_total: ${this.opened}\ncluster.xds-grpc;.upstream_rq_completed: ${this.answered}\nlistener_manager.lds.update_rejected: ${this.rejected}\ncluster_manager.cds.update_rejected: 0\n`,
      )
    }
  }
}

async function envoyOnSandbox() {
  const pod = await PodOnSandbox.start()
  const envoy = new SmallEnvoy()
  pod.pod.open(15000, { container: 'istio-proxy', kind: 'http', handler: envoy.handler })
  const vitals = new VitalSigns(pod.chart(), undefined)
  const evidence = await pod.ask(15000)
  const read = async (id: string) => {
    const { access, agent } = pod
    const signal = new AbortController().signal
    const all = await vitals.read({
      access,
      agent,
      signal,
      deadlineMs: 2_000,
      clock: systemClock,
      evidenceOf: () => evidence,
    })
    return all.find(({ vital }) => vital === id)
  }
  return { envoy, read, [Symbol.asyncDispose]: () => pod[Symbol.asyncDispose]() }
}

test('Envoy without a stream to the control plane is told by its own count', async () => {
  await using one = await envoyOnSandbox()
  expect(await one.read('envoy-xds-stream')).toMatchObject({ state: 'good', value: '1' })
  one.envoy.streams = 0
  expect(await one.read('envoy-xds-stream')).toMatchObject({ state: 'bad', value: '0' })
})

test('a stream that the agent took without having istiod behind it does not count', async () => {
  await using one = await envoyOnSandbox()
  one.envoy.opened = 5
  expect(await one.read('envoy-xds-stream')).toMatchObject({ state: 'bad', value: '0' })
  one.envoy.answered = 5
  expect(await one.read('envoy-xds-stream')).toMatchObject({ state: 'good', value: '1' })
})

test('a rejected configuration is bad with Envoy’s reason, and good again after the next one is accepted', async () => {
  await using one = await envoyOnSandbox()
  expect(await one.read('envoy-config-rejected')).toMatchObject({ state: 'good', value: '0' })
  one.envoy.rejected = 1
  one.envoy.reason = "Didn't find a registered implementation for 'lab.no-such-filter'"
  expect(await one.read('envoy-config-rejected')).toMatchObject({
    state: 'bad',
    value: '1',
    text: "virtualOutbound: Didn't find a registered implementation for 'lab.no-such-filter'",
  })
  one.envoy.reason = undefined
  expect(await one.read('envoy-config-rejected')).toMatchObject({ state: 'good', value: '1' })
})

test('the dump with the reason is asked for only when the counter moved or something stands rejected', async () => {
  await using one = await envoyOnSandbox()
  await one.read('envoy-config-rejected')
  expect(one.envoy.dumps).toBe(0)
  one.envoy.rejected = 3
  await one.read('envoy-config-rejected')
  const afterMove = one.envoy.dumps
  expect(afterMove).toBeGreaterThan(0)
  await one.read('envoy-config-rejected')
  await one.read('envoy-config-rejected')
  expect(one.envoy.dumps).toBe(afterMove)
})

test('both spellings of a tagged statistic read the same, and histograms are left out', () => {
  const text =
    'cluster.xds-grpc;.upstream_rq_active: 1\nserver.state: 0\nx.version_text: "a: 1"\nlds.update_duration: P0(nan,0) P25(nan,0)\n'
  expect([...readEnvoyStats(text)]).toEqual([
    ['cluster.xds-grpc.upstream_rq_active', 1],
    ['server.state', 0],
  ])
})

function rejected(name: string) {
  return { name, error_state: { details: 'no such filter' } }
}

test('equal reasons are told once, with how many more resources they concern', () => {
  const configs = [
    { name: 'fine' },
    rejected('0.0.0.0_80'),
    rejected('0.0.0.0_443'),
    rejected('0.0.0.0_15010'),
  ]
  expect(readRejectedConfig(JSON.stringify({ configs }))).toEqual(['0.0.0.0_80 (+2): no such filter'])
  expect(readRejectedConfig('unknown resource type')).toEqual([])
})
