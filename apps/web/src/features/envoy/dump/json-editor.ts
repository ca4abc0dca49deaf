import { defaultKeymap } from '@codemirror/commands'
import { json } from '@codemirror/lang-json'
import {
  codeFolding,
  foldAll,
  foldGutter,
  foldKeymap,
  syntaxHighlighting,
  unfoldAll,
} from '@codemirror/language'
import { EditorState, StateEffect, StateField } from '@codemirror/state'
import {
  Decoration,
  EditorView,
  drawSelection,
  highlightActiveLine,
  keymap,
  lineNumbers,
} from '@codemirror/view'
import type { DecorationSet } from '@codemirror/view'
import { classHighlighter } from '@lezer/highlight'
import { styleNonce } from '../../../theme/colour-scheme.ts'

/** Where a search found something, as offsets in the text. */
export type Match = { readonly from: number; readonly to: number }

const showMatches = StateEffect.define<readonly Match[]>()

/** Matches are found by the worker; the editor only paints them. */
const matches = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(shown, transaction) {
    for (const effect of transaction.effects) {
      if (effect.is(showMatches)) {
        const mark = Decoration.mark({ class: 'cm-found' })
        return Decoration.set(
          effect.value.filter(({ from, to }) => to > from).map(({ from, to }) => mark.range(from, to)),
        )
      }
    }
    return shown
  },
  provide: (field) => EditorView.decorations.from(field),
})

/** Sizes and lines only: colours are the style sheet's, which follows light and dark. */
const layout = EditorView.theme({
  '&': { height: '100%', fontSize: '11.5px' },
  '.cm-scroller': { fontFamily: 'var(--mono)', lineHeight: '17px' },
})

/** A JSON text to read: it folds, it has line numbers, and nothing can be changed in it. */
export class JsonEditor {
  readonly #view: EditorView

  constructor(parent: HTMLElement, text: string, label: string) {
    this.#view = new EditorView({
      parent,
      state: EditorState.create({
        doc: text,
        extensions: [
          EditorView.cspNonce.of(styleNonce()),
          EditorView.contentAttributes.of({ 'aria-label': label, tabindex: '0' }),
          EditorState.readOnly.of(true),
          EditorView.editable.of(false),
          lineNumbers(),
          codeFolding(),
          foldGutter(),
          drawSelection(),
          highlightActiveLine(),
          json(),
          syntaxHighlighting(classHighlighter),
          matches,
          layout,
          keymap.of([...defaultKeymap, ...foldKeymap]),
        ],
      }),
    })
  }

  /** Where the cursor stands. */
  get at(): number {
    return this.#view.state.selection.main.head
  }

  paint(found: readonly Match[]): void {
    this.#view.dispatch({ effects: showMatches.of(found) })
  }

  goTo({ from, to }: Match): void {
    this.#view.dispatch({
      selection: { anchor: from, head: to },
      effects: EditorView.scrollIntoView(from, { y: 'center' }),
    })
  }

  fold(): void {
    foldAll(this.#view)
  }

  unfold(): void {
    unfoldAll(this.#view)
  }

  close(): void {
    this.#view.destroy()
  }
}
