import type { Endpoint } from '@portolan/contract/chart'
import { get, post, put } from './define-endpoint.ts'
import { pprofEndpoints } from './pprof-endpoints.ts'

const html = { answers: 'html' } as const
const json = { answers: 'json' } as const

/**
 * ControlZ. Its pages are built for the root of their own origin, its JSON is
 * not. `/envj/` tells every environment variable, secrets among them.
 * @see istio: pkg/ctrlz
 */
export const controlzEndpoints: readonly Endpoint[] = [
  get('/', html),
  get('/homez/', html),
  get('/scopez/', html),
  get('/memz/', html),
  get('/envz/', html),
  get('/procz/', html),
  get('/argz/', html),
  get('/versionz/', html),
  get('/signalz/', html),
  get('/homej/', json),
  get('/scopej/', json),
  get('/scopej/{scope}', json),
  get('/memj/', json),
  get('/envj/', json),
  get('/procj/', json),
  get('/versionj/', json),
  get('/css/{file}'),
  get('/js/{file}'),
  get('/img/{file}', { answers: 'binary' }),
  put('/scopej/{scope}', 'mutating', json),
  put('/memj/forcecollection', 'mutating'),
  put('/homej/exit', 'disruptive'),
  // Nothing in istiod traps the signal, so the process ends.
  put('/signalj/SIGUSR1', 'disruptive'),
  post('/signalj/SIGUSR1', 'disruptive'),
]

/** The CNI agent is the only one that turns profiling on in ControlZ. */
export const cniControlzEndpoints: readonly Endpoint[] = [...controlzEndpoints, ...pprofEndpoints]
