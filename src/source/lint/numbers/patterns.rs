//! How telephone numbers are written, and how other numbers are: tables of regular expressions for printed words.
//!
//! In them `_` stands for a space, fixed or not, `~` for what joins groups of digits, and `NUM` for a number that only
//! the words around it make a telephone number. Group 1 is the number.

use std::sync::LazyLock;

use regex::{Regex, RegexBuilder};

/// What a search may remember, in bytes: a text is short, and there are many patterns.
const MEMORY: usize = 1 << 17;

const SPACE: &str = r"[ \u{a0}\u{2007}\u{2009}\u{202f}]";
const DASH: &str = r"[-./·\u{2010}-\u{2015}\u{2212}]";
const NUM: &str = r"[*#]?(?:\d{3,15}|\d(?:~\d){2}|\d{1,5}(?:~\d{2,5}){1,5})";

/// What is counted, measured or paid.
const UNITS: &str = r"(?:mc?g|[µμu]g|g|kg|grams?|gramos?|kilos?|lbs?|pounds?|libras?|oz|ounces?|onzas?|ml|cc|dl|l|lit(?:er|re|ro)s?|cups?|tazas?|\
    iu|ui|units?|unidades|meq|mmol|mmhg|mm_?hg|kcals?|cals?|calories?|calor[ií]as?|kj|km|cm|mm|m|miles?|millas?|feet|ft|pies|inch(?:es)?|pulgadas?|\
    met(?:er|re)s?|metros?|yards?|yardas?|years?|a[nñ]os?|months?|mes(?:es)?|weeks?|semanas?|days|d[ií]as|nights|noches|hours|hrs?|h|horas|minutes?|mins?|minutos?|seconds?|secs?|segundos?|\
    times|veces|steps|pasos|words|palabras|pages|p[aá]ginas|points|puntos|doses?|dosis|pills?|p?astillas|tablets?|tabletas|capsules?|c[aá]psulas|\
    drops|gotas|puffs|sprays?|people|persons?|personas?|patients?|pacientes|participants?|participantes|families|familias|adults?|adultos?|\
    children|kids|ni[nñ][oa]s|women|mujeres|men|hombres|friends|amig[oa]s|deaths|muertes|cases|casos|users|usuari[oa]s|members|miembros|students|estudiantes|\
    americans|estadounidenses|visits|visitas|lives|vidas|beds|camas|studies|estudios|clinics|cl[ií]nicas|percent|per_cent|por_ciento|million|millones|billion|\
    dollars?|d[oó]lares|euros?|pesos?|usd|eur|mxn|cents|centavos)";

/// Whom to call, and how.
const DIAL: &str = r"(?:calls?|calling|dial(?:s|ing)?|phone|telephone|ring|text(?:s|ing)?|sms|fax|ll[aá]m(?:[ae](?:n?os|me)?|en|ar(?:nos|me)?|ando|adas?)|mar(?:quen?|c[ae]n?|car|cando)|telefone(?:e|ar)|contact(?:ing)?|reach|comun[ií](?:quen?se|cate))";
const FILLER: &str = r"(?:us|them|me|him|her|the|our|your|this|at|on|to|or|and|it|toll|free|toll-free|now|today|directly|first|number|is|nhs|dial|call|text|\
    al?|el|la|los|nos|un|por|gratis|ya|hoy|o|y|u|con|en|tel[eé]fono|n[uú]mero|l[ií]nea|env[ií]e|mensaje|de|texto)";
const SEND: &str =
    r"(?:texts?|texting|send(?:s|ing)?|sms|messages?|msg|env[ií]\w*|mand[ae]\w*|escrib\w*|mensajes?|texto)";
/// What has a telephone number.
const LINE: &str = r"(?:telephones?|phones?|tel|tel[eé]fonos?|fax|pager|beeper|mobile|m[oó]vil|celular|hotlines?|helplines?|lifelines?|textlines?|\
    (?:crisis|help|text|quit|nurse|advice|care|info|support|warm|tip)[ -]?lines?|l[ií]nea(?:_de(?:_la)?_\w+(?:_y_\w+)?)?|short_?code|c[oó]digo_corto|sms|\
    whats_?app|tty|tdd|emergency|emergencies|emergencias|urgencias|nhs|united_way)";

/// Regular expressions from a table, with `_`, `~` and `NUM` written out.
fn compile(pattern: &str) -> Regex {
    let lists = [("UNITS", UNITS), ("DIAL", DIAL), ("FILLER", FILLER), ("SEND", SEND), ("LINE", LINE), ("NUM", NUM)];
    let named = lists.iter().fold(pattern.to_owned(), |p, (name, list)| p.replace(name, list));
    // Raw strings keep the ends of their lines.
    let named: String = named.split("\\\n").map(str::trim_start).collect();
    let joined = format!("(?:{SPACE}?{DASH}{SPACE}?|{SPACE}{{1,2}})");
    // Only these have a place in the fonts, and the tables stay small.
    let latin = named.replace(r"\d", "[0-9]").replace(r"\w", r"[0-9A-Za-z\u{c0}-\u{24f}]");
    let written = latin.replace('~', &joined).replace('_', SPACE);
    RegexBuilder::new(&written).dfa_size_limit(MEMORY).build().expect("the tables of patterns are tested")
}

fn table(patterns: &[&str]) -> Vec<Regex> {
    patterns.iter().map(|p| compile(p)).collect()
}

/// Numbers that are none of a telephone.
pub(super) static OTHER: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    table(&[
        // Addresses of the web and of mail, and what works are known by.
        r"(?i)((?:https?://|www\.)[^ \n]+|[^ \n]+@[^ \n]+|\b[\w-]+(?:\.[\w-]+)*\.(?:org|com|gov|net|edu|info|uk|es|mx)\b(?:/[^ \n]*)?)",
        r"\b(10\.\d{4,9}/[^ \n]+)",
        r"(?i)\bisbn(?:-1[03])?[ :]*([\dx][\dx –-]{8,16}[\dx])",
        r"(?i)\b(?:pmid|pmcid|doi|issn|ndc|nct|npi|dea|orcid|ein|nif|dni|cas|mrn|id|lot|lote|batch|serial|account|cuenta|invoice|factura|licen[cs]e|licencia|\
            p\.|pp\.|pages?|p[aá]g\.|p[aá]ginas?|vol\.|grant)_?(?:no\.|number|n[uú]m(?:\.|ero)|#)?[ :.#]*(\d[\dX.-]*(?:[-–]\d+)*)",
        r"(?i)\bomb\b[^\d\n]{0,30}(\d{4}-\d{4})",
        r"(?i)\b(?:group|case|part|model|policy|member|order|item|record|reference|claim|grupo|caso|modelo|p[oó]liza|expediente|pedido|referencia)_\
            (?:no\.?|number|n[uú]m\.?|n[uú]mero|#)(?:_(?:is|es))?[ :.#]*(\d[\d-]*)",
        r"(?i)\b(?:model|modelo)[ :.#]*(\d[\d-]*)",
        // Days, years and times.
        r"\b((?:19|20)\d\d[/.-]\d{1,2}[/.-]\d{1,2}|\d{1,2}[/.-]\d{1,2}[/.-](?:19|20)\d\d)\b",
        r"\b((?:19|20)\d\d(?:_?[-–—/]_?(?:19|20)\d\d)+)\b",
        r"\b((?:19|20)\d\d(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01]))\b",
        r"\b((?:[01]\d|2[0-3])[0-5]\d_?[-–—]_?(?:[01]\d|2[0-3])[0-5]\d)\b",
        r"\b(\d{1,2}[.:]\d\d(?:_?[-–—]_?|_(?:to|a|y)_)\d{1,2}[.:]\d\d)\b",
        // Prices, measures and counts.
        r"(?:[$€£]|\b(?:USD|EUR|MXN))_?(\d[\d.,]*(?:_?[-–—/]_?[$€£]?\d[\d.,]*)*)",
        r"(?i)\b(\d(?:[\d.,/]*\d)?(?:_\d{3})*(?:_?[-–—×x]_?\d(?:[\d.,/]*\d)?)*)_?-?(?:UNITS\b|[%°€$£])",
        r"(?i)\b(\d+(?:[-–]\d+)*)-(?:day|night|hour)\b",
        r"(?i)\b(\d+)_(?:of|out_of|de_cada|de_l[oa]s)_\d",
        r"(?i)\b(?:n|p)_?=_?(\d+)",
        r"(-?\d{1,3}\.\d{3,}°?, ?-?\d{1,3}\.\d{3,})",
        // Places.
        r"(?i)\b(?:zip(?:_?codes?)?|postal_codes?|postcodes?|c[oó]digos?_postal(?:es)?|c\.?p\.?)[ :.#]*(?:is_|es_)?(\d{4,5}(?:-\d{4})?)\b",
        r"\b(?:A[KLRZ]|C[AOT]|D\.?[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|P[AR]|RI|S[CD]|T[NX]|UT|V[AT]|W[AIVY])\.?,?_(\d{5}(?:-\d{4})?)\b",
        r"(?i)\b(?:rooms?|rm|suites?|ste|apt|apartment|apartamento|unit|floor|box|building|bldg|hab|habitaci[oó]n|cuarto|piso|consultorio|apartado(?:_postal)?|casilla|\
            puerta|planta|kil[oó]metro|highway|hwy|route|exit|bus)(?:_(?:no|number|n[uú]mero|n[uú]m))?[ .:#º]*(\d{1,6}(?:[-–]\d{1,6})?)\b",
        r"\b(\d{1,6}(?:[-–]\d{1,6})?)_(?:[NSEW]\.?_)?(?:[A-Z][\w'’]+\.?_|\d+(?:st|nd|rd|th)_){1,3}(?:Street|St|Avenue|Ave|Road|Rd|Boulevard|Blvd|Lane|Ln|Drive|Dr|Way|Court|Ct|Place|Pl|Highway|Parkway|Square)\b",
        r"(?:\b(?:Calle|Avenida|Avda?|Paseo|Plaza|Carrera|Camino|Bulevar)\b|C/)\.?_[^\d\n:;]{1,40}?,?_(?:n\.?º_?|#)?(\d{1,6})\b",
    ])
});

/// Numbers in groups of three, and pairs of short ones: none of a telephone unless more digits follow.
pub(super) static GROUPED: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    table(&[
        r"\b(\d{1,2}(?:[.,'’_]\d{3})+)\b",
        r"\b([1-9]\d{0,2}(?:[.,'’_]000)+)\b",
        r"\b([1-9]\d{0,8}0{3,})\b",
        r"\b(\d{1,3}/\d{1,3}(?:_?[-–—]_?\d{1,3}/\d{1,3})*)\b",
    ])
});

/// Telephone numbers that are known by their shape.
pub(super) static SHAPES: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    table(&[
        // Lettered ones: 1-800-GET-HELP, 555-QUIT-NOW.
        r"((?:\+?1~\(?|\()8(?:00|88|77|66|55|44|33|22)\)?~[A-ZÀ-Ü0-9]{1,7}(?:[- .][A-ZÀ-Ü0-9]{1,7}){0,2})",
        r"(\b8(?:00|88|77|66|55|44|33|22)[-.][A-ZÀ-Ü0-9]{1,7}(?:[-.][A-ZÀ-Ü0-9]{1,7}){0,2})",
        r"(?i)(\+?1-\(?\d{3}\)?-[a-zà-ü0-9]{1,8}(?:-[a-zà-ü0-9]{1,7}){0,2})",
        r"(\(?\b\d{3}\)?-(?:[A-Z]{3}-?[A-Z]{4}|[A-Z]{4}-?[A-Z]{3}|\d{3}-[A-Z]{4}))",
        r"(\+_?\d(?:~?[()]?_?\d){6,14})",
        // North America, with and without the area.
        r"((?:\+?1~)?(?:\(\d{3}\)_?~?|\b\d{3}~)\d{3}~\d{4})",
        r"(\b(?:1~)?\d{3}~\d{7})",
        r"(\b\d{3}(?:[-.\u{2010}-\u{2015}]_?|_)\d{4})",
        // Spain, Mexico, the United Kingdom, and others with areas that begin with 0.
        r"(\b[6-9]\d\d~(?:\d{3}~\d{3}|\d\d~\d\d~\d\d|\d{6}))",
        r"(\b9\d~\d{3}~(?:\d\d~\d\d|\d{4}))",
        r"(\b\d\d_\d{4}_\d{4})",
        r"(\b0\d{2,4}~\d{3,4}~?\d{3,4})",
        r"(\b0\d{3,4}~\d{4,6})",
        r"(\b0\d(?:[-. ]\d\d){4})",
        r"(\(0?\d{2,4}\)_?\d{2,4}~?\d{2,4}(?:~?\d{2,4})?)",
        r"(\b\d{4}[-\u{2010}-\u{2015}]\d{4})",
        r"(\b\d{7,11})",
        // Numbers that everybody knows: of crises, of veterans, of Europe.
        r"(\b(?:911|988|9~1~1|9~8~8))",
        r"(\b(?:741~?741|435~?748|838~?255|233~?733|678~?678|116~?(?:000|006|111|117|123)))",
        r"(?i)\b(nine[ -]one[ -]one|nine[ -]eight[ -]eight|nueve[ -](?:once|uno[ -]uno|ocho[ -]ocho))",
    ])
});

/// Telephone numbers that follow a word for calling, whatever stands behind them.
pub(super) static DIALLED: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    table(&[
        r"(?i)\b(?:DIAL|LINE)\b(?:[ :,]+FILLER\b){0,4}[ :]+((?:1~)?\(?\d{3}\)?~?\d{3}~\d{4}|\d{3}[-. ]\d{4}|911|988|9~1~1|9~8~8)",
    ])
});

/// Numbers that only the words before or behind them make telephone numbers.
pub(super) static NAMED: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    table(&[
        "(?i)\\bDIAL\\b(?:[ :,\"“«(]+FILLER\\b){0,5}[ :\"“«(]+(NUM)",
        "(?i)\\bDIAL\\b[^.,;:!?\\n\\d]{1,40}_(?:at|on|al)_(?:the_number_|n[uú]mero_)?[\"“«(]?(NUM)",
        "(?i)\\bSEND\\b[^.!?\\n]{0,60}?_(?:to|at|al)[ :\"“«(]+(?:the_number_|short_?code_|n[uú]mero_)?(NUM|(?-i:[A-Z]{2,}\\d[A-Z0-9]*))",
        "(?i)\\bLINE\\b(?:[ .]*(?:numbers?|no|n[uú]mero|n[uú]m|line|services?|code)\\b)?[ .:#–—=-]{1,3}(?:(?:is|es|on|at|en|al|el)_)*(NUM)",
        "(?i)\\b(NUM)_(?:hot|help|life|crisis_)line\\b",
    ])
});

/// An extension, alone or behind a number.
pub(super) static EXTENSION: LazyLock<Regex> = LazyLock::new(|| {
    compile(
        r"(?i)\b((?:(?:extension|extensi[oó]n|extn?)[ .:#]{0,3}(?:no\._|number_|n[uú]mero_)?\d{2,6}|(?:anexo|interno)_\d{3,6}))",
    )
});

/// What goes on behind a number: an extension that belongs to it.
pub(super) static EXTENDED: LazyLock<Regex> =
    LazyLock::new(|| compile(r"(?i)^[ ,;(]*(?:extension|extensi[oó]n|extn?|x|anexo|interno)[ .:#]*\d{1,6}\b"));

/// What goes on behind a number: another one.
pub(super) static ANOTHER: LazyLock<Regex> =
    LazyLock::new(|| compile(r"(?i)^(?:_?[,/]_?|_(?:or|and|o|u|y|e)_)(?:(?:al?|to|call|dial|text)_)?(NUM)"));
