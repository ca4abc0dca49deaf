import type { Endpoint } from '@portolan/contract/chart'
import { get, oneOf } from './define-endpoint.ts'

const debug = oneOf('debug', '0', '1', '2')

/**
 * Go's profiles, the same wherever a component serves them. The list on the
 * index grows with Go, hence the template. A CPU profile takes thirty seconds
 * unless told otherwise, and every profile costs the process something.
 * @see https://pkg.go.dev/net/http/pprof
 */
export const pprofEndpoints: readonly Endpoint[] = [
  get('/debug/pprof/', { answers: 'html' }),
  get('/debug/pprof/cmdline', { parameters: [debug] }),
  get('/debug/pprof/symbol'),
  get('/debug/pprof/profile', {
    parameters: ['seconds', debug],
    danger: 'costly',
    cost: 'high',
    answers: 'binary',
  }),
  get('/debug/pprof/trace', {
    parameters: ['seconds', debug],
    danger: 'costly',
    cost: 'high',
    answers: 'binary',
  }),
  get('/debug/pprof/{name}', {
    parameters: ['seconds', debug, oneOf('gc', '0', '1')],
    danger: 'costly',
    cost: 'medium',
    answers: 'binary',
  }),
]
