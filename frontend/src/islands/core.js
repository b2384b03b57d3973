/** On every page: frame, keys, connection, tables, and what waits on this device. */
import { Connection } from '../core/connection.js';
import { listen as listenFiles } from '../core/files.js';
import { listen as listenFrame } from '../core/frame.js';
import { listen as listenKeys } from '../core/keyboard.js';
import { Ring } from '../core/ring.js';
import { DataTable, showCells, titleCells } from '../core/table.js';
import { listen as listenUnsent } from '../core/unsent.js';
import { listen as listenWaiting } from '../core/waiting.js';

customElements.define('chorsu-connection', Connection);
customElements.define('chorsu-table', DataTable);
customElements.define('chorsu-ring', Ring);
listenFiles();
listenFrame();
listenKeys();
showCells();
titleCells();
listenWaiting();
listenUnsent();
document.addEventListener('htmx:afterSettle', showCells);
document.addEventListener('htmx:afterSettle', titleCells);
