import { flagOf, messagesOf, textOf, textsOf } from '../json/field.ts'
import type { JsonObject } from '../json/json.ts'
import { withoutPort } from './host-text.ts'
import type { Loser, Sentence } from './trace.ts'

export type ChosenVirtualHost = {
  readonly virtualHost: JsonObject | undefined
  /** Its place in the route configuration. */
  readonly place: number
  /** The domain of it that fits. */
  readonly domain: string
  /** The host as it was looked up. */
  readonly host: string
  readonly losers: readonly Loser[]
}

/** How well a domain fits: exact, then the longest `*.suffix`, then the longest `prefix.*`, then `*`. */
type Fit = { readonly rank: 1 | 2 | 3 | 4; readonly length: number }

/**
 * Chooses the virtual host of a request by the domain that fits its host best,
 * upper and lower case alike. The order of virtual hosts does not matter.
 * @see envoy: source/common/router/config_impl.cc, RouteMatcher::findVirtualHost
 */
export function chooseVirtualHost(routes: JsonObject, authority: string): ChosenVirtualHost {
  const host = (
    flagOf(routes, 'ignore_port_in_host_matching') ? withoutPort(authority) : authority
  ).toLowerCase()
  const fits = messagesOf(routes, 'virtual_hosts').map((virtualHost, place) => ({
    virtualHost,
    place,
    ...bestDomain(textsOf(virtualHost, 'domains'), host),
  }))
  const fitting = fits.filter(({ fit }) => fit !== undefined).toSorted((a, b) => compare(a.fit, b.fit))
  const [chosen] = fitting
  const others = [...fitting.slice(1), ...fits.filter(({ fit }) => fit === undefined)]
  return {
    virtualHost: chosen?.virtualHost,
    place: chosen?.place ?? 0,
    domain: chosen?.domain ?? '',
    host,
    losers: others.map(({ virtualHost, domain, fit }) => ({
      name: textOf(virtualHost, 'name') ?? '',
      because: fit === undefined ? domainsDiffer(virtualHost, host) : lessSpecific(domain),
    })),
  }
}

function domainsDiffer(virtualHost: JsonObject, host: string): Sentence {
  return {
    word: 'trace.domains-differ',
    values: { domains: someOf(textsOf(virtualHost, 'domains')), host },
  }
}

function lessSpecific(domain: string): Sentence {
  return { word: 'trace.domain-less-specific', values: { domain } }
}

function bestDomain(
  domains: readonly string[],
  host: string,
): { readonly domain: string; readonly fit: Fit | undefined } {
  const [best] = domains
    .flatMap((domain) => {
      const fit = fitOf(domain.toLowerCase(), host)
      return fit === undefined ? [] : [{ domain, fit }]
    })
    .toSorted((a, b) => compare(a.fit, b.fit))
  return best ?? { domain: '', fit: undefined }
}

/** A star stands for at least one letter. */
function fitOf(domain: string, host: string): Fit | undefined {
  if (domain === '*') return { rank: 4, length: 0 }
  if (domain === host) return { rank: 1, length: host.length }
  const { length } = domain
  if (host.length < length) return undefined
  if (domain.startsWith('*') && host.endsWith(domain.slice(1))) return { rank: 2, length }
  if (domain.endsWith('*') && host.startsWith(domain.slice(0, -1))) return { rank: 3, length }
  return undefined
}

function compare(a: Fit | undefined, b: Fit | undefined): number {
  return (a?.rank ?? 9) - (b?.rank ?? 9) || (b?.length ?? 0) - (a?.length ?? 0)
}

function someOf(domains: readonly string[]): string {
  return domains.length > 3 ? `${domains.slice(0, 3).join(', ')}, …` : domains.join(', ')
}
