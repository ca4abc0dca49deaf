import type { Probe } from '@portolan/contract/chart'
import type { Evidence } from '@portolan/contract/evidence'
import { probeAccept } from './probe-accept.ts'
import { probeDns } from './probe-dns.ts'
import { probeHttp, probeHttps } from './probe-http.ts'
import { probeHttp2 } from './probe-http2.ts'
import { probeTls } from './probe-tls.ts'
import type { Asking } from './probe-way.ts'

/** Puts the catalog's one safe question to a port. Never throws: every failure is evidence. */
export async function probePort(probe: Probe, asking: Asking): Promise<Evidence> {
  switch (probe.kind) {
    case 'http':
      return probe.tls ? probeHttps(asking, probe.path) : probeHttp(asking, probe.path)
    case 'tls':
      return probeTls(asking, probe.serverName)
    case 'http2':
      return probeHttp2(asking)
    case 'dns':
      return probeDns(asking, probe.question)
    case 'accept':
      return probeAccept(asking)
    case 'none':
      return { kind: 'not-asked', reason: probe.reason }
    default:
      return probe satisfies never
  }
}
