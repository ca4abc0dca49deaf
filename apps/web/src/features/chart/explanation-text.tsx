import type { Explanation } from '@portolan/catalog/explain/explanation'
import { Fragment } from 'react'
import type { Words } from './use-words.ts'
import styles from './part-detail.module.css'

/** Plain sentences in which backticks mark code. */
export function Prose({ text }: { readonly text: string }) {
  return (
    <p>
      {text.split('`').map((part, index) =>
        // Parts alternate between prose and code; their place is their identity.
        index % 2 === 0 ? (
          // oxlint-disable-next-line react/no-array-index-key
          <Fragment key={index}>{part}</Fragment>
        ) : (
          // oxlint-disable-next-line react/no-array-index-key
          <code key={index}>{part}</code>
        ),
      )}
    </p>
  )
}

type ExplanationTextProps = {
  readonly explanation: (Explanation & { readonly reach?: string }) | undefined
  readonly words: Words
}

/** What the catalog says of a part, section by section. */
export function ExplanationText({ explanation, words: { t } }: ExplanationTextProps) {
  if (explanation === undefined) return null
  const sections = [
    [t('chart:detail.what'), explanation.what],
    [t('chart:detail.who'), explanation.who],
    [t('chart:detail.reach'), explanation.reach],
    [t('chart:detail.versions'), explanation.since],
    [t('chart:detail.change'), explanation.change],
    [t('chart:detail.check'), explanation.check],
  ] as const
  return (
    <>
      {sections.map(
        ([title, text]) =>
          text !== undefined && (
            <section key={title} className={styles.section}>
              <h3>{title}</h3>
              <Prose text={text} />
            </section>
          ),
      )}
    </>
  )
}
