import { expect, test } from 'vitest'
import { frameAddress } from './frame-address.ts'

test('a page keeps its query, and the index its slash', () => {
  expect(frameAddress('/raw/abc/', '/')).toBe('/raw/abc/')
  expect(frameAddress('/raw/abc/', '/stats?format=html&filter=a%7Cb')).toBe(
    '/raw/abc/stats?format=html&filter=a%7Cb',
  )
  expect(frameAddress('/raw/abc', 'help')).toBe('/raw/abc/help')
})
