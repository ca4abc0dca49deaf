import { expect, test } from 'vitest'
import { chartFor } from './chart-for.ts'
import { inputsFor, recordedPods } from './fixtures/recorded-pods.ts'
import { usualPorts } from './usual-ports.ts'

test.each(Object.entries(recordedPods))('the chart of %s knows every usual port of its kind', (_, pod) => {
  const chart = chartFor(inputsFor(pod))
  const known = chart.ports.map(({ id }) => id)
  expect(known).toEqual(expect.arrayContaining(usualPorts(chart.kind).map(({ id }) => id)))
})

test('what a real sidecar listens on beside its application are usual ports', () => {
  const { ports } = chartFor(inputsFor(recordedPods.frontend))
  const own = ports.filter(({ id, presence }) => id !== 'application' && presence.kind === 'expected')
  const usual = usualPorts('sidecar').map(({ id, number }) => ({ id, number }))
  for (const { id, number } of own) {
    expect(usual).toContainEqual({ id, number: number.kind === 'known' ? number.value : number.usual })
  }
})
