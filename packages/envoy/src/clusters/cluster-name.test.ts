import { expect, test } from 'vitest'
import { clusterName } from './cluster-name.ts'

test.each([
  ['outbound|80|v1|a.b.svc', { direction: 'outbound', port: 80, subset: 'v1', host: 'a.b.svc' }],
  ['inbound|8080||', { direction: 'inbound', port: 8080, subset: '', host: '' }],
  ['outbound_.80_._.a.b.svc', { direction: 'outbound', port: 80, subset: '', host: 'a.b.svc' }],
  ['inbound-vip|80|http|a', { direction: 'inbound-vip', port: 80, subset: 'http', host: 'a' }],
  ['xds-grpc', undefined],
  ['a|b', undefined],
  ['a|1|b|c|d', undefined],
])('%s', (name, parsed) => {
  expect(clusterName(name)).toEqual(parsed)
})
