using Ledger.Crypto.Verification;
using Ledger.Node.Catalogue;
using Ledger.Node.Licences;
using Ledger.Node.Parties;

namespace Ledger.Node.Presentations;

/// <summary>When the holders of a licence were born, as far as it says: by their citizen numbers, or by a face field of its only holder.</summary>
internal static class BirthDates
{
    private const int AdultYears = 18;
    private const string FaceField = FaceNames.ExtensionPrefix + "CSRQ";

    /// <summary>Whether every holder is 18 or older on a day; null where the licence does not say when one was born.</summary>
    public static bool? AreAdult(LicenceDocument document, DateOnly day)
    {
        HolderIdentity[] holders = [.. LicenceFace.HoldersOf(document)];
        DateOnly?[] born = [.. holders.Select(holder => Of(holder) ?? (holders.Length == 1 ? OfFace(document) : null))];
        return born.Length == 0 || born.Contains(null) ? null : born.All(date => AdultFrom(date!.Value) <= day);
    }

    /// <summary>The eighteenth birthday; of who was born on 29 February, 1 March in a year without one.</summary>
    private static DateOnly AdultFrom(DateOnly birth)
    {
        DateOnly day = birth.AddYears(AdultYears);
        return day.Day == birth.Day ? day : day.AddDays(1);
    }

    private static DateOnly? Of(HolderIdentity holder) =>
        holder.CodeType == HolderCodeType.Citizen && CitizenNumber.IsValid(holder.Code) ? CitizenNumber.Parse(holder.Code).BirthDate : null;

    private static DateOnly? OfFace(LicenceDocument document) =>
        document[FaceField] is string text && LicenceDate.TryParse(text, out DateOnly date) ? date : null;
}
