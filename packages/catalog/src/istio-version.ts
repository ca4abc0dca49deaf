import type { Container, Pod } from './chart-inputs.ts'

/**
 * The Istio release in an image's tag: `docker.io/istio/proxyv2:1.24.3-distroless`
 * is 1.24.3, `...:1.31-alpha.eed52ebb66ad` stays as it is. A digest, `latest` or
 * a private tag tells nothing.
 */
export function versionOfImage(image: string | undefined): string | undefined {
  if (!image) return undefined
  const [reference = ''] = image.split('@')
  const tag = /:([^/:]+)$/.exec(reference)?.[1]
  return tag === undefined ? undefined : versionIn(tag)
}

/** What a component said of itself, or wrote into labels: the release in it, without the image's variant. */
export function versionIn(text: string): string | undefined {
  const match =
    /^v?(1\.\d{1,3}(?:\.\d{1,3})?(?:-(?:alpha|beta|rc|dev)(?:\.[0-9A-Za-z]+)*)?)(?:$|[-+_.])/.exec(text)
  const version = match?.[1]
  const parsed = version === undefined ? undefined : parseVersion(version)
  // Charts of development builds label their pods 1.0.0, which is no Istio that has these ports.
  return parsed === undefined || parsed.minor < 5 ? undefined : version
}

/** The Istio version of a pod's mesh component, from the image, then what environment and labels say. */
export function istioVersionOf(pod: Pod, container: Container | undefined): string | undefined {
  const status = [
    ...(pod.status?.containerStatuses ?? []),
    ...(pod.status?.initContainerStatuses ?? []),
  ].find(({ name }) => name === container?.name)
  const said = [
    container?.env?.find(({ name }) => name === 'ISTIO_META_ISTIO_VERSION')?.value,
    pod.metadata?.annotations?.['istio.io/version'],
    container?.name === 'discovery' ||
    container?.name === 'install-cni' ||
    pod.metadata?.labels?.['app'] === 'ztunnel'
      ? pod.metadata?.labels?.['app.kubernetes.io/version']
      : undefined,
  ]
  return (
    versionOfImage(container?.image) ??
    versionOfImage(status?.image) ??
    said.flatMap((text) => (text ? (versionIn(text) ?? []) : []))[0]
  )
}

/**
 * Whether a release has what came in `since` and left after `until` (both minor
 * releases such as `1.24`, inclusive). A pre-release counts as its release.
 * `unknown` when the release is unknown and it matters.
 */
export function isInRelease(
  version: string | undefined,
  range: { readonly since?: string | undefined; readonly until?: string | undefined },
): 'yes' | 'no' | 'unknown' {
  if (range.since === undefined && range.until === undefined) return 'yes'
  const release = version === undefined ? undefined : parseVersion(version)
  if (release === undefined) return 'unknown'
  const since = range.since === undefined ? undefined : parseVersion(range.since)
  const until = range.until === undefined ? undefined : parseVersion(range.until)
  if (since !== undefined && compare(release, since) < 0) return 'no'
  if (until !== undefined && compare(release, until) > 0) return 'no'
  return 'yes'
}

type Release = { readonly major: number; readonly minor: number }

function parseVersion(version: string): Release | undefined {
  const match = /^v?(\d+)\.(\d+)/.exec(version)
  return match === null ? undefined : { major: Number(match[1]), minor: Number(match[2]) }
}

function compare(one: Release, other: Release): number {
  return one.major - other.major || one.minor - other.minor
}
