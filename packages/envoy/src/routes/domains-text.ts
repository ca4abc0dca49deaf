/**
 * The domains of a virtual host as istioctl shortens them: those with a port and
 * the longer forms of the same name left out, two shown, the others counted.
 * @see istio: istioctl/pkg/writer/envoy/configdump/route.go, describeRouteDomains
 */
export function shortDomainsText(domains: readonly string[]): string {
  const [first = '', ...others] = domains
  if (others.length === 0) return first
  const names = withoutLongerForms(domains.filter((domain) => !hasPort(domain)))
  return names.length > 2 ? `${names.slice(0, 2).join(', ')} + ${names.length - 2} more...` : names.join(', ')
}

/** An IPv6 address in brackets has colons and no port. */
function hasPort(domain: string): boolean {
  const colons = domain.split(':').length - 1
  return colons > 0 && !(colons > 2 && domain.endsWith(']'))
}

function withoutLongerForms(domains: readonly string[]): readonly string[] {
  const all = new Set(domains)
  return domains.filter((domain) => {
    const full = withoutEnd(domain, '.svc.cluster.local')
    const partial = withoutEnd(domain, '.svc')
    return !(full !== domain && all.has(full)) && !(partial !== domain && all.has(partial))
  })
}

function withoutEnd(text: string, end: string): string {
  return text.endsWith(end) ? text.slice(0, -end.length) : text
}
