export const recordings = {
  commands: {
    open: 'Open a recording…',
    close: 'Close {{cluster}}',
  },
  drop: {
    title: 'Drop it to open the recording',
    text: 'A .tar.gz file that portolan snapshot wrote. It opens beside what is open.',
  },
  openings: 'Recordings being opened',
  opening: 'Opening {{file}}',
  sent: '{{percent}} % sent and checked',
  checking: 'Checking and opening',
  cancel: 'Cancel',
  opened: '{{cluster}} is open',
  noProxyFile: 'it is nothing that a proxy answers',
  refused: '{{file}}: {{why}}',
  said: 'In detail: {{said}}',
} as const
