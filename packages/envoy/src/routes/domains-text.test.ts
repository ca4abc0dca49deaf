import { expect, test } from 'vitest'
import { shortDomainsText } from './domains-text.ts'

test.each([
  [[], ''],
  [['a:80'], 'a:80'],
  [['a', 'a:80', 'a.b', 'a.b.svc', 'a.b.svc.cluster.local'], 'a, a.b'],
  [['a', 'b', 'c', '10.0.0.1'], 'a, b + 2 more...'],
  [['[fd00::7fc7:1]', '[fd00::7fc7:1]:80', 'a'], '[fd00::7fc7:1], a'],
  [['a:80', 'b:80'], ''],
])('istioctl shortens %j', (domains, text) => {
  expect(shortDomainsText(domains)).toBe(text)
})
