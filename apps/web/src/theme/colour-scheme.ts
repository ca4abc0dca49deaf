import { localStorageColorSchemeManager } from '@mantine/core'

/** index.html reads the same key before the first paint. */
export const colourSchemes = localStorageColorSchemeManager({ key: 'portolan.colour-scheme' })

/** The nonce of this page's policy; Mantine writes one style element with it. */
export function styleNonce(): string {
  return document.querySelector<HTMLMetaElement>('meta[property=csp-nonce]')?.nonce ?? ''
}
