/**
 * Keys that belong to a place rather than to a command: what has the focus
 * takes them, as lists, trees and diagrams everywhere do.
 */
export const placeKeys = [
  {
    place: 'explorer',
    lines: [
      { keys: ['↑', '↓', 'Home', 'End'], words: 'tree.move' },
      { keys: ['→', '←', '*'], words: 'tree.sides' },
      { keys: ['a … z'], words: 'tree.type' },
      { keys: ['Enter'], words: 'tree.enter' },
    ],
  },
  {
    place: 'chart',
    lines: [
      { keys: ['↑', '↓', '←', '→'], words: 'chart.move' },
      { keys: ['Enter'], words: 'chart.enter' },
      { keys: ['Esc'], words: 'chart.escape' },
    ],
  },
  {
    place: 'everywhere',
    lines: [
      { keys: ['Shift+F10'], words: 'everywhere.menu' },
      { keys: ['Tab', 'Shift+Tab'], words: 'everywhere.tab' },
    ],
  },
] as const
