import { findSecret } from '@portolan/recording/redact/testing/find-secret'
import type { Planted } from './planted-values.ts'
import type { UnpackedFile } from './unpacked-files.ts'

/** A planted value that is in a file after all: where, and how it is written there. */
export type Leak = { readonly place: string; readonly file: string; readonly spelling: string }

/** Looks for every value in every file, in its name too. */
export function leaksIn(files: readonly UnpackedFile[], planted: readonly Planted[]): readonly Leak[] {
  return files.flatMap(({ name, bytes }) =>
    planted.flatMap(({ place, value }) => {
      const spelling = findSecret(bytes, value) ?? (name.includes(value) ? 'plain' : undefined)
      return spelling === undefined ? [] : [{ place, file: name, spelling }]
    }),
  )
}
