import { holdEveryField } from './operations';

holdEveryField('acronisFiles');
