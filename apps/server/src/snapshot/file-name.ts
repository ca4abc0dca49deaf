/** What a recording of a cluster is saved as, e.g. `portolan-lab-20261123-0512.tar.gz`. The time is UTC. */
export function fileNameOf(cluster: string, at: Date): string {
  const name = cluster
    .replaceAll(/[^A-Za-z0-9._-]+/g, '-')
    .replaceAll(/^[.-]+|-+$/g, '')
    .slice(0, 60)
  const digits = at.toISOString().replaceAll(/[-:]/g, '')
  return `portolan-${name === '' ? 'mesh' : name}-${digits.slice(0, 8)}-${digits.slice(9, 13)}.tar.gz`
}
