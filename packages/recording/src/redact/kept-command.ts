import { droppedArguments, isIstioContainer, keptArguments } from './known-arguments.ts'
import { looksSecret } from './public-values.ts'
import type { Removal } from './rewrite-json.ts'

/** Whose process it is. */
export type CommandOwner = { readonly container: string; readonly image: string }

/**
 * The command line of a process as it may be kept: as the arguments of its
 * container are. Of an application's the program stays, and how many arguments
 * there were. A process may write over its own title: what is no path goes.
 */
export function keptCommand(
  { container, image }: CommandOwner,
  words: readonly string[],
  removal: Removal,
): readonly string[] {
  // Programs have far more arguments than pods have: only what looks like a secret is looked for elsewhere.
  const removed = (text: string) => removal('process-arguments', text, looksSecret(text))
  if (isIstioContainer(container, image)) return keptArguments(words, removed)
  const [program, ...rest] = words
  if (program === undefined) return []
  const first =
    /^[\w./+-]{1,128}$/.test(program) && !looksSecret(program)
      ? [program]
      : droppedArguments([program], removed)
  return [...first, ...droppedArguments(rest, removed)]
}
