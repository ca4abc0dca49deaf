import { expect, test } from 'vitest'
import { tokenOfFragment, tokenOfPaste } from './token-text.ts'

test('the printed link carries its token in the fragment', () => {
  expect(tokenOfFragment('#token=aB3-_x9Z')).toBe('aB3-_x9Z')
  expect(tokenOfFragment('#port=15000')).toBeUndefined()
  expect(tokenOfFragment('#token=')).toBeUndefined()
})

test('a person may paste the whole link, its fragment or the bare token', () => {
  const token = 'w3yZ-kJ_0aBcDeF'
  for (const pasted of [
    `http://localhost:7015/#token=${token}`,
    `#token=${token}`,
    `token=${token}`,
    ` ${token}\n`,
  ]) {
    expect(tokenOfPaste(pasted)).toBe(token)
  }
})

test('what is no token is not taken for one', () => {
  for (const pasted of ['', 'http://localhost:7015/', 'hello world', 'short']) {
    expect(tokenOfPaste(pasted)).toBeUndefined()
  }
})
