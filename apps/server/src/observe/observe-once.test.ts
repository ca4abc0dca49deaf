import { expect, test } from 'vitest'
import { systemClock } from '../clock.ts'
import { PodOnSandbox } from '../testing/pod-on-sandbox.ts'
import { observeOnce } from './observe-once.ts'

function once(pod: PodOnSandbox) {
  const { access, agent, reviewAccess } = pod
  const signal = new AbortController().signal
  return observeOnce(pod.chart(), {
    access,
    agent,
    reviewAccess,
    clock: systemClock,
    signal,
  })
}

test('every port of the chart gets one observation, asked or not, and the vital signs follow', async () => {
  await using pod = await PodOnSandbox.start()
  pod.pod.refuse(15090)
  const { ports, history, vitals } = await once(pod)
  expect(new Set(ports.map(({ port }) => port))).toEqual(new Set(pod.chart().ports.map(({ key }) => key)))
  expect(ports.find(({ port }) => port === 'envoy-metrics')?.state).toBe('closed')
  expect(ports.find(({ port }) => port === 'envoy-admin')?.state).toBe('open')
  expect(history['envoy-admin']).toHaveLength(1)
  expect(vitals.map(({ state }) => state)).toEqual(vitals.map(() => 'good'))
})

test('an API server that is away is told for every port that had to be asked, and nothing hangs', async () => {
  await using pod = await PodOnSandbox.start()
  await pod.sandbox.api.down()
  const { ports } = await once(pod)
  const asked = ports.filter(({ state }) => state !== 'absent')
  expect(
    new Set(asked.map(({ evidence }) => (evidence.kind === 'tunnel' ? evidence.code : evidence.kind))),
  ).toEqual(new Set(['api-unreachable']))
})
