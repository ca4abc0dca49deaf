type CodeBlockProps = { readonly text: string; readonly label: string }

/** Code or JSON as it is. It may scroll, so that the keyboard must reach it. */
export function CodeBlock({ text, label }: CodeBlockProps) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <pre tabIndex={0} role="region" aria-label={label}>
      {text}
    </pre>
  )
}
