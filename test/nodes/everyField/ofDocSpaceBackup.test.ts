import { holdEveryField } from './operations';

holdEveryField('docSpaceBackup');
