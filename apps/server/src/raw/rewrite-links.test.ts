import { array, assert, asyncProperty, constantFrom } from 'fast-check'
import { expect, test } from 'vitest'
import { rewriteLinks } from './rewrite-links.ts'

const root = `/raw/${'t'.repeat(43)}`
const rewrite = (html: string) => rewriteLinks(html, root, 8080)

test.each([
  ['<a href="/debug/adsz?push=true&amp;x=1">', `<a href="${root}/debug/adsz?push=true&amp;x=1">`],
  ["<form action='/debug/x'>", `<form action="${root}/debug/x">`],
  ['<button formaction=/x>', `<button formaction="${root}/x">`],
  ['<video poster="/p.png" src="/v.mp4">', `<video poster="${root}/p.png" src="${root}/v.mp4">`],
  ['<object data="/o" codebase="/c">', `<object data="${root}/o" codebase="${root}/c">`],
  ['<body background="/b">', `<body background="${root}/b">`],
  ['<blockquote cite="/q">', `<blockquote cite="${root}/q">`],
  ['<html manifest="/m">', `<html manifest="${root}/m">`],
  [
    '<meta http-equiv="Refresh" content="5; URL=/next">',
    `<meta http-equiv="Refresh" content="5; URL=${root}/next">`,
  ],
  ['<a href="http://localhost:8080/debug">', `<a href="${root}/debug">`],
])('%s is kept below the capability', async (before, after) => {
  expect(await rewrite(before)).toBe(after)
})

test.each([
  '<a href="heap?debug=1">',
  '<a href="#top">',
  '<a href="//other.example/">',
  '<a href="https://other.example/">',
  '<a href="http://localhost:9999/">',
  '<a href="mailto:x@example">',
  `<a href="${root}/debug">`,
  '<meta name="viewport" content="url=/x">',
  '<p title="/debug">',
  '<script>location = "/debug"</script>',
  '<p>a &amp; b &nbsp; <INPUT Value=1 disabled>',
])('%s is left byte for byte', async (html) => {
  expect(await rewrite(html)).toBe(html)
})

const pieces = [
  '<b>',
  '</b>',
  "<a href='x?a=1&b'>",
  ' & ',
  '&amp;',
  '<!-- c -->',
  '<br/>',
  '<',
  'é',
  '<P Class=x>',
  '</',
  '\n',
]

test('a page without root-absolute links is never changed, however odd it is', async () => {
  await assert(
    asyncProperty(array(constantFrom(...pieces)), async (parts) => {
      const page = `${parts.join('')}<p>`
      expect(await rewrite(page)).toBe(page)
    }),
    { numRuns: 300 },
  )
})
