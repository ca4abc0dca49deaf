import { expect, test } from 'vitest'
import { portQueries } from './port-query.ts'

test('“of” tells port from pod', () => {
  expect(portQueries('port 15020 of cart')).toEqual([{ port: '15020', pod: 'cart' }])
  expect(portQueries('envoy admin @ shop/cart')).toEqual([{ port: 'envoy admin', pod: 'shop/cart' }])
})

test('in Chinese the pod comes first', () => {
  expect(portQueries('cart 的 15020 端口')).toEqual([{ port: '15020', pod: 'cart' }])
})

test('without it, every way to cut is tried, the whole as a port’s name first', () => {
  expect(portQueries('envoy admin cart')).toEqual([
    { port: 'envoy admin cart', pod: '' },
    { port: 'envoy admin', pod: 'cart' },
    { port: 'envoy', pod: 'admin cart' },
    { port: 'cart', pod: 'envoy admin' },
    { port: 'admin cart', pod: 'envoy' },
    { port: '', pod: 'envoy admin cart' },
  ])
})

test('nothing typed means every port of the open pod', () => {
  expect(portQueries(' port ')).toEqual([{ port: '', pod: '' }])
})
