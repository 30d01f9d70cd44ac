//! What people say on a walk: Swedish words in an even draw, without the help of a grammar.

use lykta_core::track::simulate::SplitMix64;

const WORDS: &str = "aldrig alla allt annan asfalten avfall backen bakom bara barn barnen belysning \
    bilar bland bort bra brant bredvid bron buskage buskarna buss busshållplatsen butiken byggnad \
    centrum cyklar cykelbana cykelbanan cyklister dagen dagtid dålig dåligt där därför dörren \
    efter ensam entré fasaden fast fel fina flera folk forskolan fortfarande fram framför fritidsgården \
    från fungerar fönster garage genväg gillar gräs gräsmattan grannar grenarna grind gruset gungor \
    gård gården gångbana gångtunneln går gärna hade halt handlar hela hellre helst hemma hittar \
    hålls håller hög högt hörn hörnet inga ingen inte istället jobbig kanten kiosken klotter klottrat \
    knappt kommer kullen kvar kväll kvällar kvällen känner känns köra lampa lampan lampor lamporna \
    lekplats lekplatsen lite ljus ljusare ljust längs lätt låst låter makten man mellan mest moped \
    mopeder mycket mörk mörka mörkt mötas mötesplats natten ned nedskräpat nere nog nya nära nästan \
    några något också ofta ojämn ordning otrygg otryggt papperskorg parken parkering parkeringen \
    pendlare plats platsen plan planen promenad platt porten pratar påsar rader rent ropar rosor \
    rundan rädd röjas ser sent sidan sikt sikten siktlinjer skatepark skolan skolgården skräp \
    skymmer skylt skylten släckt slitna snett snö snön soffor sommaren sopkärl sopor speciellt \
    springer staket staketet stannar station stenar stigen stor stora strax stråk ställa står \
    svår svårt synas synlig säger säker sällan sätta tagit tillsammans timmar tomt torget trafik \
    trappan trasig trasiga träd träden träffas trygg tryggt tunneln tyst tät tätt undvika ungdomar \
    upplyst uppe utan ute utsikt uteserveringen vackert vaknar vanligt varje varma vatten vegetation \
    vid vill vinkel vintern vissa vuxna vägen väldigt välskött väntar väster växer åker åtgärda \
    ängen äldre även öde öppet öppna över övergång övergången översvämmat";

/// Some words of somebody, about so many characters.
pub(super) fn said(chance: &mut SplitMix64, characters: usize) -> String {
    let words: Vec<&str> = WORDS.split_whitespace().collect();
    let mut said = String::new();
    while said.chars().count() < characters {
        if !said.is_empty() {
            said.push(' ');
        }
        said.push_str(words[(chance.next_u64() % words.len() as u64) as usize]);
    }
    said
}
