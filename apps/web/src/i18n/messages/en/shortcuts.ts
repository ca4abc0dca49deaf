export const shortcuts = {
  title: 'Keyboard shortcuts',
  search: 'Search shortcuts',
  close: 'Close',
  none: 'No shortcut is called “{{query}}”.',
  places: {
    explorer: 'In the explorer',
    chart: 'On the chart',
    everywhere: 'Everywhere',
  },
  tree: {
    move: 'Move',
    sides: 'Open and close a branch; all beside it',
    type: 'Jump to a name: type its first letters',
    enter: 'Open the pod',
  },
  chart: {
    move: 'Go to the nearest part in that direction',
    enter: 'Choose the part and show its evidence',
    escape: 'Choose nothing',
  },
  everywhere: {
    menu: 'Context menu of what has the focus',
    tab: 'Next and previous element',
  },
  browser: {
    title: 'What the browser keeps',
    kept: 'Ctrl+W, Ctrl+T, Ctrl+N and Ctrl+Tab belong to the browser in every window. Their work is done here with Alt: Alt+W closes, Alt+Shift+T opens again, Alt+PageUp and Alt+PageDown go from tab to tab. Firefox also keeps Ctrl+Shift+P: use F1. Sequences that begin with Ctrl+K in VS Code begin with Alt+K here.',
    frames:
      'While the focus is inside an original page, its keys belong to that page; Tab or a click outside brings them back.',
    layouts:
      'Letters are taken as your layout types them; where it types none of the Latin alphabet, as they lie on an English keyboard.',
  },
} as const
