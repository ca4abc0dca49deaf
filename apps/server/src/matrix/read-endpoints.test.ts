import { expect, test } from 'vitest'
import { readEndpoints } from './read-endpoints.ts'

/** As istiod 1.31 answers, shortened to three hosts. */
const answer = {
  'catalog.shop.svc.cluster.local': {
    shop: {
      Shards: {
        'Kubernetes/Kubernetes': [
          { Addresses: ['10.244.0.15'], EndpointPort: 8080, ServicePortName: 'http', HealthStatus: 1 },
          { Addresses: ['10.244.0.17'], EndpointPort: 8080, ServicePortName: 'http', HealthStatus: 1 },
        ],
      },
      ServiceAccounts: { 'spiffe://cluster.local/ns/shop/sa/catalog': {} },
    },
  },
  'catalog-v2.shop.svc.cluster.local': {
    shop: { Shards: { 'Kubernetes/Kubernetes': [{ Addresses: ['10.244.0.15'], EndpointPort: 8080 }] } },
  },
  'rates.example.test': {
    shop: { Shards: { External: [{ Addresses: ['ledger.legacy.svc.cluster.local'], EndpointPort: 8080 }] } },
  },
  'empty.shop.svc.cluster.local': { shop: { Shards: null } },
}

test('endpoints are found by address and port, with every host that they serve', () => {
  const { byAddress, services, count } = readEndpoints(JSON.stringify(answer))
  expect(count).toBe(4)
  expect(byAddress.get('10.244.0.15')?.get(8080)).toEqual([
    'catalog.shop.svc.cluster.local',
    'catalog-v2.shop.svc.cluster.local',
  ])
  expect(byAddress.get('10.244.0.17')?.get(8080)).toEqual(['catalog.shop.svc.cluster.local'])
  expect([...services]).toEqual(['shop/catalog', 'shop/catalog-v2'])
})

test.each(['', '[]', '{"a":1}', '{"a":{"b":{"Shards":{"c":[{"Addresses":"x"}]}}}}'])(
  '%j is no such answer',
  (text) => {
    expect(() => readEndpoints(text)).toThrow(/JSON|expected/i)
  },
)
