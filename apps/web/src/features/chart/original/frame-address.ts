/** Joins a capability's path (`/raw/TOKEN/`) and a page's path with its query (`/stats?format=html`). */
export function frameAddress(capabilityPath: string, page: string): string {
  return `${capabilityPath.replace(/\/$/, '')}/${page.replace(/^\/+/, '')}`
}
