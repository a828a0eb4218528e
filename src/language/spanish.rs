//! Spanish.

use super::rules::Shaming::{Always, DrugUse};
use super::rules::{Formula, HardWord, LanguageRules, Limit, Measure, ShamingWord, hard};
use super::syllables::spanish;

pub(super) static SPANISH: LanguageRules = LanguageRules {
    code: "es",
    measures: &[Measure { name: "INFLESZ", formula: Formula::Szigriszt, limit: Limit::Least(65.0) }],
    syllables: spanish::count,
    abbreviations: &[
        "dr", "dra", "sr", "sra", "ud", "uds", "etc", "a.m", "p.m", "p", "ej", "p.ej", "ee", "uu", "ee.uu",
    ],
    longest: 25,
    shaming: SHAMING,
    plainer: PLAINER,
};

/// "Adicción" is accepted.
const SHAMING: &[ShamingWord] = &[
    ShamingWord {
        words: "(?:ex-?|drog)?adict[oa]s?|toxic[oó]man[oa]s?",
        instead: "persona con trastorno por consumo de opioides",
        of: Always,
    },
    ShamingWord {
        words: "abusos?|abusador(?:a|es|as)?|abus(?:ar|a|an|ó|aron|ado|ando)",
        instead: "consumo",
        of: DrugUse,
    },
    ShamingWord {
        words: "limpi[oa]s?|suci[oa]s?",
        instead: "en recuperación; consumo; prueba negativa o positiva",
        of: DrugUse,
    },
    ShamingWord {
        words: "reca[ií]das?|recaer|recae[ns]?|recay(?:ó|eron|endo)|reca[ií]do",
        instead: "volver a consumir",
        of: DrugUse,
    },
];

const PLAINER: &[HardWord] = &[
    hard("a fin de", "para"),
    hard("administr(?:ar|e|en|a|an|ó|ado|ada|ando)", "dar"),
    hard("adquirir|adquier[ae]n?", "conseguir, comprar"),
    hard("aproximadamente", "cerca de, unos"),
    hard("asimismo", "también"),
    hard("cefaleas?", "dolor de cabeza"),
    hard("con anterioridad(?: a)?", "antes"),
    hard("con el (?:fin|objeto) de", "para"),
    hard("con posterioridad(?: a)?", "después"),
    HardWord { words: "contact(?:ar|e|en|a|an)", plainer: "llamar", not_after: &[], followed_by: &["con", "a", "al"] },
    hard("cumplimentar", "llenar"),
    hard("debido a que", "porque"),
    hard("disneas?", "falta de aire"),
    hard("dosificaci(?:ón|ones)", "dosis"),
    hard("edemas?", "hinchazón"),
    hard("efectos adversos|reacci(?:ón|ones) adversas?", "efectos secundarios"),
    hard("efectuar|efectú[ae]n?", "hacer"),
    hard("en caso de que", "si"),
    hard("facultativ[oa]s?", "médico"),
    hard("finalizar|finali(?:za|zan|ce|cen|zado|zada)", "terminar"),
    hard("fracturas?", "hueso roto"),
    hard("hipertensión", "presión alta"),
    hard("hipotensión", "presión baja"),
    hard("infartos? (?:agudos? )?de(?:l)? miocardio", "ataque al corazón"),
    hard("ingerir|ingier[ae]n?", "tomar, tragar"),
    hard("iniciar|inici(?:e|en|ado|ada|ando)", "empezar"),
    hard("intranasal(?:es|mente)?|vía nasal", "por la nariz"),
    hard("intravenos[oa]s?", "por la vena"),
    hard("mediante", "con"),
    hard("no obstante", "pero"),
    hard("notificar|notifi(?:que|quen)", "avisar"),
    hard("numeros[oa]s", "muchos"),
    hard("patologías?", "enfermedad"),
    hard("permanecer|permane(?:zca|zcan|ce|cen)", "quedarse"),
    hard("por consiguiente", "por eso"),
    hard("posteriormente", "después"),
    hard("previamente|previo a", "antes de"),
    hard("proporcionar|proporcion(?:e|en|a|an)", "dar"),
    hard("prurito", "picazón"),
    hard("realizar|reali(?:ce|cen|za|zan|zado|zada)", "hacer"),
    hard("renal(?:es)?", "de los riñones"),
    hard("requerir|requier[ae]n?", "necesitar"),
    hard("síncopes?", "desmayo"),
    hard("solicitar|solici(?:te|ten|ta|tan)", "pedir"),
    hard("subcutáne[oa]s?", "debajo de la piel"),
    hard("suministrar|suministr(?:e|en|a|an)", "dar"),
    hard("utiliza(?:r|n|do|da|ndo)?|utili(?:ce|cen)", "usar"),
    hard("vía oral", "por la boca"),
];
