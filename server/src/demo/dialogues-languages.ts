import type { Dialogue } from './dialogue.ts';

const SHOP = ['/demo/', '/demo/pricing', '/demo/checkout'];

/** Visitors who write in their own language; the team answers in it. */
export const LANGUAGE_DIALOGUES: Dialogue[] = [
  {
    pages: SHOP,
    language: 'de',
    ask: [
      'Guten Tag, meine Bestellung {order} ist noch nicht da.',
      'Hallo, wo bleibt {order}? Die Sendung hängt seit {city} fest.',
      'Wann kommt mein Kaffee? Bestellnummer {order}',
    ],
    turns: [
      ['{hi}, das Paket liegt im Depot in {city} und wird morgen zugestellt.', '{hi}, ich habe gerade nachgesehen: Es ist auf dem Wagen für morgen.'],
      ['Super, vielen Dank für die schnelle Antwort!', 'Gut, dann warte ich noch.', 'Kann es auch beim Nachbarn abgegeben werden?'],
      ['Gern. Falls es bis Freitag nicht da ist, schicken wir eine neue Packung.', 'Ja, ich habe den Vermerk eingetragen.'],
    ],
  },
  {
    pages: SHOP,
    language: 'de',
    ask: [
      'Welchen Mahlgrad brauche ich für die Siebträgermaschine?',
      'Der {coffee} schmeckt bei mir sauer. Was mache ich falsch?',
      'Habt ihr auch Bohnen ohne Säure?',
      'Kann ich mein Abo für drei Wochen pausieren?',
    ],
    turns: [
      [
        '{hi}, fein. Welche Mühle haben Sie?',
        '{hi}, meist ist der Mahlgrad zu grob. Wie lange läuft der Bezug?',
        '{hi}, Harbour: schokoladig und sehr mild. Womit bereiten Sie ihn zu?',
        '{hi}, gern. Ab wann?',
      ],
      ['Noch keine, bitte gemahlen', 'Ungefähr 18 Sekunden', 'Mit der {machine}', 'Ab dem 1. bitte'],
      [
        'Dann mahlen wir ihn für Sie, einfach beim Bestellen auswählen.',
        'Zwei Stufen feiner, dann sind es 27. Das nimmt die Säure.',
        'Dafür passt er sehr gut.',
        'Erledigt. Sie bekommen gleich eine Bestätigung per E-Mail.',
      ],
      ['Perfekt, danke', 'Das probiere ich morgen früh', 'Bestellt, danke!', 'Vielen Dank und schönen Tag!'],
    ],
  },
  {
    pages: SHOP,
    language: 'fr',
    ask: ['Bonjour, livrez-vous à {city} ?', 'Bonjour, je n’ai toujours pas reçu ma commande {order}.', 'Est-ce possible de changer l’adresse de {order} ?'],
    turns: [
      [
        '{hi}, oui, il faut compter trois jours ouvrés.',
        '{hi}, je vérifie tout de suite avec le transporteur.',
        '{hi}, bien sûr. Quelle est la nouvelle adresse ?',
      ],
      ['Merci beaucoup !', 'D’accord, j’attends', '12 rue des Lilas, {city}'],
      ['Avec plaisir. Bonne journée !', 'Il arrive demain avant midi. Désolée pour l’attente.', 'C’est fait. Bonne journée !'],
    ],
  },
  {
    pages: SHOP,
    language: 'es',
    ask: ['Hola, ¿hacéis envíos a {city}?', '¿Cuándo llega mi pedido {order}?', 'Buenas, ¿el descafeinado lleva disolventes?'],
    turns: [
      ['{hi}, sí. Llega en tres o cuatro días laborables.', '{hi}, está en reparto y llega mañana.', '{hi}, no, solo agua y caña de azúcar.'],
      ['¿Y cuánto cuesta el envío?', 'Perfecto', '¡Genial, muchas gracias!'],
      ['Son 4,90 EUR, y gratis desde 39 EUR.', 'Cualquier cosa, escríbenos.', 'A ti. Que tengas un buen día.'],
    ],
  },
  {
    pages: SHOP,
    language: 'pt',
    ask: ['Olá, a encomenda {order} veio com um saco a menos', 'Bom dia, qual é o melhor café para uma {machine}?', 'Posso pagar com MB Way?'],
    turns: [
      [
        '{hi}, peço desculpa. Enviamos o que falta ainda hoje.',
        '{hi}, sugiro o {coffee}, é o mais equilibrado.',
        '{hi}, ainda não. Aceitamos cartão e PayPal.',
      ],
      ['Obrigada!', 'Muito obrigado pela ajuda', 'Está bem'],
      ['De nada, bom dia!', 'Sempre às ordens.'],
    ],
  },
  {
    pages: SHOP,
    language: 'it',
    ask: ['Salve, avete una miscela adatta alla moka?', 'Buongiorno, l’ordine {order} non è ancora arrivato'],
    turns: [
      ['{hi}, sì: {coffee} macinato medio-fine è perfetto.', '{hi}, il corriere lo consegna domani entro le 14.'],
      ['Ottimo, grazie mille', 'Va bene, aspetto'],
      ['A presto!', 'Se non arriva, mi scriva qui.'],
    ],
  },
  {
    pages: SHOP,
    language: 'nl',
    ask: ['Hoi, kan ik mijn abonnement een maand pauzeren?', 'Waar blijft bestelling {order}?'],
    turns: [
      ['{hi}, ja hoor. Vanaf welke datum?', '{hi}, hij ligt in {city} en komt morgen.'],
      ['Vanaf de 1e', 'Fijn, bedankt'],
      ['Geregeld. Fijne dag!', 'Graag gedaan.'],
    ],
  },
  {
    pages: SHOP,
    language: 'sv',
    ask: ['Hej! Har mitt kaffe skickats? {order}', 'Hej, vilken malning passar till en {machine}?'],
    turns: [
      ['{hi}, ja, det är hos dig i morgon.', '{hi}, medelgrov. Vi kan mala det åt dig.'],
      ['Toppen, tack!', 'Tack för snabbt svar'],
      ['Varsågod, ha en fin dag.'],
    ],
  },
  {
    pages: SHOP,
    language: 'pl',
    ask: ['Dzień dobry, kiedy dotrze zamówienie {order}?', 'Czy wysyłacie do Polski?'],
    turns: [
      ['{hi}, przesyłka dotrze w ciągu dwóch dni roboczych.', '{hi}, tak, przesyłka dociera w trzy dni robocze.'],
      ['Dziękuję bardzo', 'Świetnie, dziękuję!'],
      ['Miłego dnia!'],
    ],
  },
  {
    pages: SHOP,
    language: 'ja',
    ask: ['こんにちは。日本への発送は可能ですか？', '注文 {order} の状況を教えてください。'],
    turns: [
      ['{hi}、お問い合わせありがとうございます。申し訳ありませんが、現在は欧州内のみの発送です。', '{hi}、本日発送いたしました。'],
      ['わかりました。ありがとうございます。', '承知しました'],
    ],
  },
  {
    pages: SHOP,
    language: 'ar',
    ask: ['مرحبا، هل يمكنني تغيير عنوان الطلب {order}؟', 'متى يصل طلبي {order}؟'],
    turns: [['{hi}، نعم بالتأكيد. ما هو العنوان الجديد؟', '{hi}، سيصل غدًا إن شاء الله.'], ['شكرا جزيلا', 'ممتاز، شكرا'], ['على الرحب والسعة.']],
  },
];
