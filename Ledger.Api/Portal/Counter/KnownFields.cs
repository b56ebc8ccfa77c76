using System.Globalization;
using Ledger.Api.Security;
using Ledger.Node;
using Ledger.Node.Catalogue;
using Ledger.Node.Licences;

namespace Ledger.Api.Portal.Counter;

/// <summary>What a form is filled in with before the clerk types anything, and where that comes from.</summary>
internal static class KnownFields
{
    /// <summary>Field of the form with the licence that something was taken from.</summary>
    public const string Source = "source";

    /// <summary>Field of the form with the names of the fields that were filled in from it.</summary>
    public const string Names = "known";

    /// <summary>
    /// For a new licence: today, and name, address and legal representative of the newest licence in force that the authority itself gave the holder.
    /// </summary>
    public static FilledForm ForNew(HttpContext context, ProvinceNode node, LicenceType type, FilledForm filled, TimeProvider time)
    {
        string authority = Caller.Of(context).Authority;
        DateOnly today = LicenceDate.InChina(time.GetUtcNow());
        Dictionary<string, string> known = new() { ["validFrom"] = LicenceDate.Format(today) };
        if (filled["holderCode"].Length == 0)
        {
            return filled.With(known);
        }

        AuditTrail.Of(context).ConcernsHolder(filled["holderCode"]);
        Licence? newest = node.LicenceQueries
            .OfHolder(authority, filled["holderCodeType"], filled["holderCode"], new LicencePaging(LicencePaging.LargestLimit, null)).Licences
            .Where(licence => licence.IsInForce(today)).LastOrDefault();
        if (newest is not null && node.Licences.TypeOf(newest) is LicenceType typeOfNewest)
        {
            AuditTrail.Of(context).ConcernsLicence(newest.Identifier.ToString());
            Dictionary<string, string> taken = From(node.Licences.Open(authority, newest.Identifier.ToString()), typeOfNewest, type, filled["holderCode"]);
            foreach ((string name, string value) in taken)
            {
                known[name] = value;
            }

            (known[Source], known[Names]) = (newest.Identifier.ToString(), string.Join(' ', taken.Keys));
        }

        return filled.With(known);
    }

    /// <summary>For the next version of a licence: all that stands on it.</summary>
    public static FilledForm ForNext(OpenedLicence opened)
    {
        HolderIdentity[] holders = [.. LicenceFace.HoldersOf(opened.Document)];
        Dictionary<string, string> known = LicenceFace.FieldsOf(opened.Document).ToDictionary(field => IssueForm.NameOf(field.Key), field => field.Value);
        foreach ((int index, HolderIdentity holder) in holders.Index())
        {
            string prefix = index == 0 ? "holder" : $"holder{index + 1}";
            (known[prefix + "Name"], known[prefix + "CodeType"], known[prefix + "Code"]) = (holder.Name, holder.CodeType, holder.Code);
        }

        // Room for one more, unless there may be no more.
        known["jointHolders"] = Math.Min(holders.Length, IssueLicence.MaximumHolders - 1).ToString(CultureInfo.InvariantCulture);
        known["number"] = opened.Document[FaceNames.Number]!;
        known["validFrom"] = LicenceDate.Format(opened.Licence.Validity.From);
        known["validTo"] = opened.Licence.Validity.To is DateOnly last ? LicenceDate.Format(last) : "";
        known["asOf"] = opened.Licence.LastIndex.ToString(CultureInfo.InvariantCulture);
        return new FilledForm(known);
    }

    private static Dictionary<string, string> From(OpenedLicence opened, LicenceType typeOfOpened, LicenceType type, string holderCode)
    {
        FaceValues face = FaceValues.Of(opened, typeOfOpened);
        Dictionary<string, string> taken = new() { ["holderName"] = LicenceFace.HoldersOf(opened.Document).First(holder => holder.Code == holderCode).Name };
        foreach (FieldMeaning meaning in new[] { FieldMeaning.Address, FieldMeaning.LegalRepresentative })
        {
            if (face.Printed(meaning).Select(printed => printed.Value).FirstOrDefault() is string value)
            {
                foreach (LicenceField field in type.FieldsOf(meaning))
                {
                    taken[IssueForm.NameOf(field.Key)] = value;
                }
            }
        }

        return taken;
    }
}
