/** Every endpoint of Fin. */
import { channels } from './channels';
import { catalogs, connectors } from './connectors';
import { fin, voice } from './conversations';

export const finRoutes = [...fin, ...voice, ...connectors, ...catalogs, ...channels];
