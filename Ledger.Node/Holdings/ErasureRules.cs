using Google.Protobuf;
using Ledger.Node.Catalogue;
using Ledger.Node.Consents;
using Ledger.Node.Licences;
using Ledger.Node.Log;
using Ledger.Node.Materials;
using Ledger.Node.Parties;
using Ledger.Node.Storage;

namespace Ledger.Node.Holdings;

/// <summary>What may not be erased along with a holder (《个人信息保护法》第四十七条: 法律、行政法规规定的保存期限未届满), and what goes.</summary>
internal static class ErasureRules
{
    /// <summary>What stands in the way, licences first.</summary>
    /// <param name="rows">The rows, of a turn for example.</param>
    /// <param name="holder">The holder's 16 bytes.</param>
    /// <param name="today">The day in China.</param>
    public static IEnumerable<ErasureObstacle> Obstacles(LedgerRead rows, ByteString holder, DateOnly today) =>
        Licences(rows, holder).Select(licence => Of(rows, licence, holder, today))
            .Concat(Materials(rows, holder).Select(material => Of(material, today)))
            .Concat(ConsentTable.OfHolder(rows, holder, after: null, int.MaxValue).Select(consent => Of(rows, consent, today))).OfType<ErasureObstacle>();

    /// <summary>All licences of a holder, those that ended included.</summary>
    public static IEnumerable<Licence> Licences(LedgerRead rows, ByteString holder) => LicenceTable.OfHolder(rows, holder, after: null, int.MaxValue);

    /// <summary>All materials of a holder that were not erased.</summary>
    public static IEnumerable<Material> Materials(LedgerRead rows, ByteString holder) => MaterialTable
        .Scan(rows, Column.MaterialsByHolder, MaterialTable.OfHolder(holder, type: null), after: null, int.MaxValue)
        .Select(found => found.Material).Where(material => !material.IsErased);

    private static ErasureObstacle? Of(LedgerRead rows, Licence licence, ByteString holder, DateOnly today)
    {
        string identifier = licence.Identifier.ToString();
        return licence.StateOn(today) is LicenceState.Valid or LicenceState.Suspended or LicenceState.NotYetValid
            ? new ErasureObstacle("licence-in-force", identifier, "证照尚未终止，依法应当保存。", "The licence has not ended and is kept by law.")
            : licence.Holders.Any(other => other != holder && HolderKeys.Exists(rows, other))
                ? new ErasureObstacle("held-jointly", identifier, "证照由他人共同持有，删除将损害其权益。", "The licence is held by somebody else as well, who would lose it.")
            : null;
    }

    // Nobody could withdraw it any more: what it says goes with the holder's key.
    private static ErasureObstacle? Of(LedgerRead rows, Consent consent, DateOnly today) =>
        LicenceDate.InChina(consent.To) >= today && ConsentSources.StandElsewhere(rows, consent.Handle)
            ? new ErasureObstacle("consent-elsewhere", consent.Name, "授权在其他省份仍然有效，请先撤回。", "A consent still counts in other provinces: withdraw it first.")
            : null;

    private static ErasureObstacle? Of(Material material, DateOnly today) => material.StateOn(today) switch
    {
        MaterialState.Disputed => new ErasureObstacle("material-in-doubt", material.Identifier.ToString(), "材料存疑，处理完毕前应当保存。", "The material is in doubt and is kept until that is settled."),
        MaterialState.Promised or MaterialState.PromiseOverdue => new ErasureObstacle(
            "promise-open", material.Identifier.ToString(), "告知承诺尚未履行。", "What was promised has not been handed in."),
        _ => null,
    };
}
