import { knownFlags } from './known-flags.ts'
import type { FlagKey, KnownProgram } from './known-flags.ts'

/** Where the reader put this, there stood something that looked like a secret. */
const mask = '[redacted]'

/** One argument as people read it: a flag with its value is one, whether `=` or a blank is between. */
export type CommandWord = {
  readonly text: string
  readonly key: FlagKey | undefined
  readonly masked: boolean
}

const programs = Object.keys(knownFlags).filter(isKnownProgram)

/** `/usr/local/bin/pilot-agent` is pilot-agent; `undefined` for a program whose flags are not known. */
export function programOf(command: readonly string[]): KnownProgram | undefined {
  const file = command[0]?.split('/').at(-1)
  return programs.find((program) => program === file)
}

/** The arguments of a command line, its program left out. */
export function commandWords(command: readonly string[]): readonly CommandWord[] {
  const program = programOf(command)
  const words: CommandWord[] = []
  for (let at = 1; at < command.length; at += 1) {
    const text = command[at] ?? ''
    const name = text.split('=', 1)[0] ?? ''
    const key = program === undefined ? undefined : flagKey(program, name)
    const next = command[at + 1]
    const takesNext =
      key !== undefined &&
      name.startsWith('-') &&
      name === text &&
      next !== undefined &&
      !next.startsWith('-')
    const whole = takesNext ? `${text} ${next}` : text
    words.push({ text: whole, key, masked: whole.includes(mask) })
    if (takesNext) at += 1
  }
  return words
}

function flagKey(program: KnownProgram, name: string): FlagKey | undefined {
  const flags: Readonly<Record<string, FlagKey>> = knownFlags[program]
  return Object.hasOwn(flags, name) ? flags[name] : undefined
}

function isKnownProgram(name: string): name is KnownProgram {
  return Object.hasOwn(knownFlags, name)
}
