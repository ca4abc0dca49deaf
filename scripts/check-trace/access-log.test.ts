import { expect, test } from 'vitest'
import { readAccessLine } from './access-log.ts'

test('a request that a cluster had no hosts for', () => {
  const line =
    '[2026-11-24T03:13:20.101Z] "GET /none HTTP/1.1" 503 UH no_healthy_upstream - "-" 0 19 0 - "-" "curl/7.88.1" "trace-2" "web" "-" outbound|80|none|web.a.svc.cluster.local - 10.96.57.233:80 10.244.0.28:51012 - -'
  expect(readAccessLine(line)).toEqual({
    startedAt: Date.UTC(2026, 10, 24, 3, 13, 20, 101),
    status: 503,
    flag: 'UH',
    upstreamHost: undefined,
    cluster: 'outbound|80|none|web.a.svc.cluster.local',
    caller: '10.244.0.28:51012',
    called: '10.96.57.233:80',
  })
})

test('a connection that is no HTTP', () => {
  const line =
    '[2026-11-24T03:13:20.101Z] "- - -" 0 - - - "-" 6 20 3 - "-" "-" "-" "-" "10.244.0.30:9090" outbound|9000|two|web.a.svc.cluster.local 10.244.0.28:44000 10.96.57.233:9000 10.244.0.28:51014 - -'
  expect(readAccessLine(line)).toMatchObject({ status: 0, flag: undefined, upstreamHost: '10.244.0.30:9090' })
})

test('other lines are none', () => {
  expect(readAccessLine('2026-11-24T02:46:24Z\twarn\tOS CA Cert could not be found')).toBeUndefined()
  expect(readAccessLine('')).toBeUndefined()
})
