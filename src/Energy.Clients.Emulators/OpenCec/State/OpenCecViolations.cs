using System.Numerics;

namespace Energy.Clients.Emulators;

/// <summary>What the database driver says when a rule is broken: the class, the constraint, and then the statement with all its values.</summary>
internal static class OpenCecViolations
{
    internal const string Nul = "A string literal cannot contain NUL (0x00) characters.";

    internal static string OutOfRange(OpenCecTable table, IReadOnlyDictionary<string, object?> values) =>
        Text("NumericValueOutOfRange", "integer out of range", null, table, values);

    internal static string NotNull(OpenCecTable table, string column, int id, IReadOnlyDictionary<string, object?> values) => Text(
        "NotNullViolation",
        $"null value in column \"{column}\" of relation \"{table.Sql}\" violates not-null constraint",
        FormattableString.Invariant($"Failing row contains ({id}, {string.Join(", ", table.Columns.Select(c => Show(values.GetValueOrDefault(c.Name))))})."),
        table,
        values);

    internal static string Unique(OpenCecTable table, IReadOnlyDictionary<string, object?> values)
    {
        var (constraint, columns) = table.Unique!.Value;
        return Text(
            "UniqueViolation",
            $"duplicate key value violates unique constraint \"{constraint}\"",
            $"Key ({string.Join(", ", columns)})=({string.Join(", ", columns.Select(c => Show(values[c])))}) already exists.",
            table,
            values);
    }

    internal static string UnknownReference(OpenCecTable table, OpenCecColumn column, OpenCecTable target, IReadOnlyDictionary<string, object?> values) => Text(
        "ForeignKeyViolation",
        $"insert or update on table \"{table.Sql}\" violates foreign key constraint \"{table.Sql}_{column.Name}_fkey\"",
        $"Key ({column.Name})=({Show(values[column.Name])}) is not present in table \"{target.Sql}\".",
        table,
        values);

    internal static string StillReferenced(OpenCecTable table, int id, OpenCecTable from, OpenCecColumn column) => Text(
        "ForeignKeyViolation",
        $"update or delete on table \"{table.Sql}\" violates foreign key constraint \"{from.Sql}_{column.Name}_fkey\" on table \"{from.Sql}\"",
        FormattableString.Invariant($"Key (id)=({id}) is still referenced from table \"{from.Sql}\"."),
        table,
        new Dictionary<string, object?> { ["id"] = id });

    private static string Text(string kind, string message, string? detail, OpenCecTable table, IReadOnlyDictionary<string, object?> values) =>
        $"(psycopg2.errors.{kind}) {message}\n{(detail is null ? "" : $"DETAIL:  {detail}\n")}\n"
        + $"[SQL: INSERT INTO {table.Sql} ({string.Join(", ", values.Keys)}) VALUES ({string.Join(", ", values.Keys.Select(static k => $"%({k})s"))}) RETURNING {table.Sql}.id]\n"
        + $"[parameters: {{{string.Join(", ", values.Select(static v => $"'{v.Key}': {(v.Value is string text ? $"'{text}'" : Show(v.Value))}"))}}}]\n"
        + "(Background on this error at: https://sqlalche.me/e/20/gkpj)";

    private static string Show(object? value) => value switch
    {
        null => "null",
        string text => text,
        int number => number.ToString(CultureInfo.InvariantCulture),
        BigInteger number => number.ToString(CultureInfo.InvariantCulture),
        IEnumerable<object?> items => "{" + string.Join(",", items.Select(Show)) + "}",
        _ => "?",
    };
}
