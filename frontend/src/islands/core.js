/** On every page: frame, keys, connection, tables. */
import { Connection } from '../core/connection.js';
import { listen as listenFrame } from '../core/frame.js';
import { listen as listenKeys } from '../core/keyboard.js';
import { DataTable, showCells } from '../core/table.js';

customElements.define('chorsu-connection', Connection);
customElements.define('chorsu-table', DataTable);
listenFrame();
listenKeys();
showCells();
document.addEventListener('htmx:afterSettle', showCells);
