using System.Reflection;
using NodaTime;

namespace Energy.Clients.Conventions.Tests;

/// <summary>The words of docs/architecture.md mean the same in every vendor's package. An exception stands here with its reason, or there is none.</summary>
public class VocabularyConventions
{
    private static readonly NullabilityInfoContext Nullability = new();

    private static readonly HashSet<string> Verbs = ["List", "Get", "Find", "Create", "Update", "Delete", "Read", "Write", "Upload", "Wait", "Open"];

    // A vendor's own verb keeps the vendor's word. Method, or vendor and verb → why.
    private static readonly Dictionary<string, string> VendorVerbs = new(StringComparer.Ordinal)
    {
        ["FlexMeasures.Annotate"] = "the server's word for a remark on data",
        ["FlexMeasures.Copy"] = "the server's word: POST assets/{id}/copy",
        ["FlexMeasures.Ping"] = "the server's word",
        ["FlexMeasures.Plan"] = "a trigger, the wait for it and the read, in one",
        ["FlexMeasures.Post"] = "the server's word for data as they are; Write is a whole series",
        ["FlexMeasures.Reset"] = "the server's word: password-reset",
        ["FlexMeasures.Set"] = "a preference of the user who is signed in; there is nothing to read back",
        ["FlexMeasures.Store"] = "repeats a post until the server says that it is stored",
        ["FlexMeasures.Trigger"] = "the server's word for a job to be made",
        ["IOTile.Accumulate"] = "the product owner's word for a sum over devices",
        ["IOTile.Claim"] = "the server's word",
        ["IOTile.Complete"] = "ends an upload that went to a store beside the server",
        ["IOTile.Deregister"] = "the server's word",
        ["IOTile.Invite"] = "the server's word",
        ["IOTile.Login"] = "the server's word",
        ["IOTile.Logout"] = "the server's word",
        ["IOTile.Refresh"] = "the server's word for a JWT",
        ["IOTile.Register"] = "the server's word",
        ["IOTile.Replace"] = "PUT, where Update is PATCH",
        ["IOTile.Reset"] = "the server's word",
        ["IOTile.Search"] = "the server's word; a list says what it is a list of",
        ["IOTile.Set"] = "makes or replaces a property, a mask or a password: neither Create nor Update",
        ["IOTile.Trim"] = "the server's word",
        ["IOTile.Unclaim"] = "the server's word",
        ["IOTile.Upgrade"] = "the server's word for firmware",
        ["IOTile.Verify"] = "the server's word for a JWT",
        ["Sundaya.Echo"] = "the server's word",
        ["Sundaya.Follow"] = "goes where a link of an answer leads",
    };

    // Type.Member → why it may differ.
    private static readonly Dictionary<string, string> Exceptions = new(StringComparer.Ordinal)
    {
        ["IOTileServerOperations.ListResourcesAsync"] = "one answer: the names of the resources with their addresses",
        ["StemSiteOperations.FindByNameAsync"] = "looks through all clients and may find several",
        ["StemStreamOperations.ReadDaysAsync"] = "whole local days, as a table",
        ["StemStreamOperations.ReadDerivedDaysAsync"] = "whole local days, as a table",
        ["SundayaFlowOperations.ReadBalancesAsync"] = "six flows an interval, of which no single value is the reading",
        ["SundayaFlowOperations.ReadBackAsync"] = "newest first, which a series never is",
        ["IOTilePropertyOperations.UpdateAsync"] = "a property has one member to change: its value",
        ["SundayaAdminOperations.UpdateFeaturesAsync"] = "the words that are to be on, and nothing else",
        ["FlexMeasuresChartQuery.MostRecentBeliefsOnly"] = "the server's name; it is no limit",
        ["FlexMeasuresMessageAsset.MaximumChargeInMegawattHours"] = "a property of the battery: max_soc_in_mwh",
        ["FlexMeasuresNewMessageAsset.MaximumChargeInMegawattHours"] = "a property of the battery: max_soc_in_mwh",
    };

    private static readonly string[] Limits = ["Most", "UpTo", "Maximum"];

    [Fact]
    public void Operation_BeginsWithAVerbOfTheVocabulary() => Packages.AssertNone(
        "An operation begins with List, Get, Find, Create, Update, Delete, Read, Write, Upload, Wait or Open, or with the vendor's own word, which then stands in VendorVerbs "
            + "with its reason. Rename it:",
        from method in Operations()
        let verb = FirstWord(method.Name)
        where !Verbs.Contains(verb) && !VendorVerbs.ContainsKey($"{VendorOf(method.DeclaringType!)}.{verb}")
        select Show(method));

    [Fact]
    public void VendorVerb_IsStillThere()
    {
        var used = Operations().Select(static m => $"{VendorOf(m.DeclaringType!)}.{FirstWord(m.Name)}").ToHashSet(StringComparer.Ordinal);
        Packages.AssertNone("No operation begins with this word any more. Take it out of VendorVerbs:", VendorVerbs.Keys.Where(v => !used.Contains(v)));
    }

    [Fact]
    public void List_AnswersPagedItems() => Packages.AssertNone(
        "List… returns Paged<T>, so that it streams and can be taken up again. Return one, or call it Get:",
        Called("List").Where(static m => !IsPaged(m.ReturnType)).Select(Show));

    [Fact]
    public void Find_AnswersNullWhereThereIsNone() => Packages.AssertNone(
        "Find… returns a task of T?: null is the vendor's own \"there is none\". Make it nullable, or call it Get:",
        from method in Called("Find")
        where ResultOf(method) is not { } result || !(Nullable.GetUnderlyingType(result.Type) is not null || result.Nullable)
        select Show(method));

    [Fact]
    public void Get_AnswersOneThingThatIsThere() => Packages.AssertNone(
        "Get… returns a task of one thing and throws where it is absent: never null, never pages. Call it Find or List:",
        from method in Called("Get")
        where ResultOf(method) is not { } result || result.Nullable
        select Show(method));

    [Fact]
    public void Delete_AnswersNothing() => Packages.AssertNone(
        "Delete… returns a plain task: what is gone has no state to give back. Return Task:",
        Called("Delete").Where(static m => m.ReturnType != typeof(Task)).Select(Show));

    [Fact]
    public void Read_AnswersAReadingSeries() => Packages.AssertNone(
        "Read… returns a ReadingSeries, with unit, kind and tokens. Return one; rows that are no readings are a List:",
        Called("Read").Where(static m => m.ReturnType != typeof(ReadingSeries)).Select(Show));

    [Fact]
    public void Create_TakesANewThing() => Packages.AssertNone(
        "What creates is a <Vendor>New<Thing>. Rename the type:",
        from method in Called("Create")
        from parameter in method.GetParameters()
        let type = ItemOf(parameter.ParameterType)
        where IsModel(type) && !type.Name.StartsWith(VendorOf(type) + "New", StringComparison.Ordinal)
        select $"{Show(method)}({type.Name})");

    [Fact]
    public void Update_TakesAnUpdate() => Packages.AssertNone(
        "What changes is a <Vendor><Thing>Update, behind what says which. Rename the type:",
        from method in Called("Update")
        where !method.GetParameters().Any(static p => p.ParameterType.Name.EndsWith("Update", StringComparison.Ordinal))
        select Show(method));

    [Fact]
    public void NewThingAndUpdate_AreWordsForWhatIsSent() => Packages.AssertNone(
        "New<Thing> and <Thing>Update are for what an operation takes; an answer is the thing itself. Rename the type:",
        from method in Operations()
        let result = ItemOf(ResultOf(method)?.Type ?? method.ReturnType)
        where IsModel(result) && (result.Name.EndsWith("Update", StringComparison.Ordinal) || result.Name.StartsWith(VendorOf(result) + "New", StringComparison.Ordinal))
        select $"{Show(method)} -> {result.Name}");

    [Fact]
    public void PublicType_CarriesItsVendorsName() => Packages.AssertNone(
        "Every public type of a vendor's package begins with the vendor's name, so that a list of types reads by itself. Rename it:",
        from vendor in Packages.Vendors
        from type in vendor.GetExportedTypes()
        where !type.IsNested && !type.Name.StartsWith(VendorOf(type), StringComparison.Ordinal) && type.Namespace != "Microsoft.Extensions.DependencyInjection"
        select type.FullName);

    [Fact]
    public void Limit_IsCalledMax() => Packages.AssertNone(
        "A limit, inclusive, is called Max…. Rename it:",
        from type in Packages.PublicTypes
        from name in type.GetProperties().Where(p => p.DeclaringType == type).Select(static p => p.Name)
            .Concat(Packages.Methods(type)
                .SelectMany(static m => m.GetParameters()).Concat(type.GetConstructors().SelectMany(static c => c.GetParameters())).Select(static p => p.Name!))
        where Limits.Any(l => name.Length > l.Length && name.StartsWith(l, StringComparison.OrdinalIgnoreCase) && char.IsUpper(name[l.Length]))
            && !Exceptions.ContainsKey($"{type.Name}.{name}")
        select $"{type.FullName}.{name}");

    [Fact]
    public void Range_IsAnInterval() => Packages.AssertNone(
        "A range of time is one half-open Interval called Range. Use one:",
        from type in Packages.Vendors.SelectMany(static a => a.GetExportedTypes())
        from member in type.GetProperties().Where(p => p.DeclaringType == type).Select(static p => (p.Name, Type: p.PropertyType))
            .Concat(Packages.Methods(type).SelectMany(static m => m.GetParameters()).Select(static p => (Name: p.Name!, Type: p.ParameterType)))
        where string.Equals(member.Name, "range", StringComparison.OrdinalIgnoreCase) && (Nullable.GetUnderlyingType(member.Type) ?? member.Type) != typeof(Interval)
        select $"{type.FullName}.{member.Name}");

    [Fact]
    public void Query_HasNoTwoEndsOfARange() => Packages.AssertNone(
        "A query has one Interval called Range, never a Start beside an End. Use one:",
        from type in Packages.Vendors.SelectMany(static a => a.GetExportedTypes())
        where type.Name.EndsWith("Query", StringComparison.Ordinal)
        let names = type.GetProperties().Select(static p => p.Name).ToHashSet(StringComparer.Ordinal)
        where (names.Contains("Start") || names.Contains("From") || names.Contains("Since")) && (names.Contains("End") || names.Contains("To") || names.Contains("Until"))
        select type.FullName);

    [Fact]
    public void PageSize_LivesInTheQuery() => Packages.AssertNone(
        "The size of a page is PageSize of the list's query, not an argument and not Limit or PerPage. Move or rename it:",
        (from method in Operations()
         from parameter in method.GetParameters()
         where IsPageSize(parameter.Name!)
         select $"{Show(method)}({parameter.Name})")
        .Concat(from type in Packages.Vendors.SelectMany(static a => a.GetExportedTypes())
                where type.Name.EndsWith("Query", StringComparison.Ordinal)
                from property in type.GetProperties()
                where property.Name != "PageSize" && IsPageSize(property.Name)
                select Packages.Show(property)));

    [Fact]
    public void Exception_IsStillThere()
    {
        var members = Packages.PublicTypes.SelectMany(static t => t.GetMembers().Select(m => $"{t.Name}.{m.Name}")).ToHashSet(StringComparer.Ordinal);
        Packages.AssertNone("There is no such member any more. Take it out of the exceptions:", Exceptions.Keys.Where(e => !members.Contains(e)));
    }

    [Fact]
    public void Exception_StandsWithItsReasonInTheDocument()
    {
        var document = File.ReadAllText(Path.Combine(Packages.ProjectDirectory, "..", "..", "docs", "architecture.md"));
        Packages.AssertNone("The vocabulary of docs/architecture.md does not tell of this exception. Add a line with the reason:",
            Exceptions.Keys.Where(e => !document.Contains($"`{e}`", StringComparison.Ordinal)));
    }

    private static IEnumerable<MethodInfo> Operations() => Packages.Vendors.SelectMany(static a => a.GetExportedTypes())
        .Where(static t => t.Name.EndsWith("Operations", StringComparison.Ordinal))
        .SelectMany(Packages.Methods)
        .Where(static m => m.IsPublic && !m.IsSpecialName && m.Name.EndsWith("Async", StringComparison.Ordinal));

    // A generic group's operations are those of its vendors' types: they are looked at where they are declared.
    private static IEnumerable<MethodInfo> Called(string verb) =>
        Operations().Where(m => FirstWord(m.Name) == verb && !Exceptions.ContainsKey($"{m.DeclaringType!.Name}.{m.Name}"));

    private static string FirstWord(string name) => name[..(1 + name.AsSpan(1).IndexOfAnyInRange('A', 'Z'))];

    private static string VendorOf(Type type) => Packages.NameOf(type.Assembly)["Energy.Clients.".Length..];

    private static bool IsPaged(Type? type) => type is not null && ((type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Paged<>)) || IsPaged(type.BaseType));

    private static bool IsPageSize(string name) => name.ToUpperInvariant() is "PAGESIZE" or "PERPAGE" or "LIMIT" or "PAGELIMIT";

    private static (Type Type, bool Nullable)? ResultOf(MethodInfo method)
    {
        if (!method.ReturnType.IsGenericType
            || (method.ReturnType.GetGenericTypeDefinition() != typeof(Task<>) && method.ReturnType.GetGenericTypeDefinition() != typeof(ValueTask<>)))
        {
            return null;
        }

        var info = Nullability.Create(method.ReturnParameter).GenericTypeArguments[0];
        return (info.Type, info.ReadState == NullabilityState.Nullable);
    }

    private static Type ItemOf(Type type) => type.IsGenericType && type.GetGenericArguments() is [var item] ? ItemOf(item) : type;

    private static bool IsModel(Type type) => Packages.Vendors.Contains(type.Assembly) && type.IsClass && type.GetMethod("<Clone>$") is not null;

    private static string Show(MethodInfo method) => $"{method.DeclaringType!.FullName}.{method.Name}";
}
