import { expect, test } from 'vitest'
import { answersOfSmallProxy } from '../fixtures/traced-proxy.ts'
import type { JsonObject } from '../json/json.ts'
import { chooseHosts } from './choose-hosts.ts'

function chosen(hosts: readonly string[], cluster: JsonObject = {}) {
  const { hosts: taken, because } = chooseHosts(answersOfSmallProxy({ hosts: { a: hosts } }), 'a', cluster)
  return [because.word, ...taken.map(({ address }) => address)]
}

const never: JsonObject = { common_lb_config: { healthy_panic_threshold: {} } }

test('hosts that are out are left out', () => {
  expect(chosen(['1.1.1.1:1', '1.1.1.2:1', '1.1.1.3:1 ejected'])).toEqual([
    'trace.hosts',
    '1.1.1.1:1',
    '1.1.1.2:1',
  ])
  expect(chosen([])).toEqual(['trace.no-hosts'])
})

test('below half of them Envoy panics and takes all, unless it is told never to', () => {
  const few = ['1.1.1.1:1', '1.1.1.2:1 unhealthy', '1.1.1.3:1 ejected']
  expect(chosen(few)[0]).toBe('trace.panic')
  expect(chosen(few)).toHaveLength(4)
  expect(chosen(few, never)).toEqual(['trace.hosts', '1.1.1.1:1'])
  expect(chosen(['1.1.1.1:1 unhealthy'], never)).toEqual(['trace.none-healthy'])
})
