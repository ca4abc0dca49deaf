import { expect, test } from 'vitest'
import { chooseVirtualHost } from './choose-virtual-host.ts'

const hosts = (more: object = {}) => ({
  virtual_hosts: [
    { name: 'all', domains: ['*'] },
    { name: 'prefix', domains: ['shop.*'] },
    { name: 'suffix', domains: ['*.shop.test'] },
    { name: 'longer', domains: ['*.eu.shop.test', '*-x.eu.shop.test'] },
    { name: 'exact', domains: ['Api.Shop.test', 'api.shop.test:8080'] },
  ],
  ...more,
})
const chosen = (host: string, more?: object) => chooseVirtualHost(hosts(more), host)

test.each([
  ['api.shop.test', 'exact'],
  ['API.shop.TEST', 'exact'],
  ['api.shop.test:8080', 'exact'],
  ['api.shop.test:81', 'all'],
  ['b.shop.test', 'suffix'],
  ['b.eu.shop.test', 'longer'],
  ['.shop.test', 'all'],
  ['shop.example', 'prefix'],
  ['shop.', 'all'],
  ['other', 'all'],
])('%s goes to %s', (host, name) => {
  expect(chosen(host).virtualHost?.['name']).toBe(name)
})

test('a port counts unless the routes leave it out', () => {
  expect(chosen('api.shop.test:81', { ignore_port_in_host_matching: true }).virtualHost?.['name']).toBe(
    'exact',
  )
})

test('those that fit less say so before those that do not fit', () => {
  expect(chosen('b.eu.shop.test').losers.map(({ name, because }) => [name, because.word])).toEqual([
    ['suffix', 'trace.domain-less-specific'],
    ['all', 'trace.domain-less-specific'],
    ['prefix', 'trace.domains-differ'],
    ['exact', 'trace.domains-differ'],
  ])
})

test('without a domain that fits there is none', () => {
  expect(
    chooseVirtualHost({ virtual_hosts: [{ name: 'a', domains: ['a'] }] }, 'b').virtualHost,
  ).toBeUndefined()
})
