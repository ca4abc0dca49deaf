/**
 * Splits a rule into words as iptables-restore does: spaces and tabs part them,
 * double or single quotes hold them together, a backslash in double quotes
 * takes the next character as it is. A quote that is never closed ends with the line.
 * @see iptables: iptables/xshared.c (add_param_to_argv)
 */
export function ruleWords(line: string): readonly string[] {
  const words: string[] = []
  let word: string | undefined
  let quote: string | undefined
  for (let at = 0; at < line.length; at += 1) {
    const char = line.charAt(at)
    if (quote !== undefined) {
      if (char === quote) quote = undefined
      else if (char === '\\' && quote === '"' && at + 1 < line.length)
        word = `${word ?? ''}${line.charAt((at += 1))}`
      else word = `${word ?? ''}${char}`
    } else if (char === '"' || char === "'") {
      quote = char
      word ??= ''
    } else if (char === ' ' || char === '\t') {
      if (word !== undefined) words.push(word)
      word = undefined
    } else word = `${word ?? ''}${char}`
  }
  if (word !== undefined) words.push(word)
  return words
}
