/**
 * A page of our own in the place of a pod's. It is served under the same
 * sandbox and must be as plain: no script, no picture, nothing to load.
 * @param title and `body` are HTML; texts of others go through {@link escapeHtml} first
 */
export function documentOf(language: string, title: string, body: string): string {
  return (
    `<!doctype html><html lang="${language}"><meta charset="utf-8"><title>${title}</title>` +
    `<style>${style}</style><main><h1>${title}</h1>${body}</main></html>`
  )
}

export function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')
}

const style =
  ':root{color-scheme:light dark;font:16px/1.5 system-ui,sans-serif}' +
  'main{max-width:40rem;margin:12vh auto;padding:0 1.5rem}' +
  'h1{font-size:1.25rem}' +
  'pre{white-space:pre-wrap;overflow-wrap:anywhere;padding:.75rem;border:1px solid color-mix(in srgb,currentColor 25%,transparent);border-radius:4px}' +
  'li{font-family:ui-monospace,monospace}' +
  '.code{font:.8rem ui-monospace,monospace;opacity:.7}'
