/**
 * What makes a path unsafe to pass on, in words; `undefined` for a plain one.
 * A plain path is absolute, has no empty or dotted segment, and holds only the
 * characters that RFC 3986 allows in segments, but for the semicolon: servers
 * disagree on what follows one. Encodings that hide such things, or that a
 * second decoding would open, are refused too.
 */
export function pathTrick(path: string): string | undefined {
  if (!path.startsWith('/')) return 'no leading slash'
  if (path.includes('//')) return 'an empty segment'
  if (path.includes(';')) return 'a semicolon'
  if (path.includes('\\')) return 'a backslash'
  if (!/^[A-Za-z0-9\-._~!$&'()*+,=:@/%]*$/.test(path)) return 'a character that does not belong there'
  if (/%(?![0-9A-Fa-f]{2})/.test(path)) return 'a broken percent-encoding'
  if (/%(?:2e|2f|5c|25|3b|[01][0-9a-f]|7f)/i.test(path)) return 'a percent-encoding that hides structure'
  if (path.split('/').some((segment) => segment === '.' || segment === '..')) return 'a dotted segment'
  return undefined
}

/**
 * Whether a path is the one that a template names; `{name}` stands for exactly
 * one segment of plain characters.
 */
export function matchPath(template: string, path: string): boolean {
  const expected = template.split('/')
  const given = path.split('/')
  return (
    expected.length === given.length &&
    expected.every((segment, index) => {
      const text = given[index] ?? ''
      return /^\{\w+\}$/.test(segment) ? /^[A-Za-z0-9._~-]+$/.test(text) : segment === text
    })
  )
}
