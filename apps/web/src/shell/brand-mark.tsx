/** A compass rose, as portolan charts have one. */
export function BrandMark({ size }: { readonly size: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" style={{ flex: 'none' }}>
      <circle cx="16" cy="16" r="10.2" fill="none" stroke="var(--accent)" strokeWidth="1.5" />
      <path
        d="M16 2.6 L18.5 13.5 L29.4 16 L18.5 18.5 L16 29.4 L13.5 18.5 L2.6 16 L13.5 13.5 Z"
        fill="var(--accent)"
      />
      <circle cx="16" cy="16" r="2" fill="var(--paper)" />
    </svg>
  )
}
